"""The chains of a table on one machine: a function of SQL in DuckDB, called with whole columns.

    SELECT host, verdict(chain, host) AS verdict FROM 'chains.parquet'
"""


def add_verdict(connection, **question):
    """Adds `verdict(chain, host)` to a connection; what is in `question` holds for every row."""
    import chainwhy
    import pyarrow

    def verdict(chains, hosts):
        judged = (
            chainwhy.explain(chain=chain, server_name=host, **question)["verdict"]
            for chain, host in zip(chains.to_pylist(), hosts.to_pylist())
        )
        return pyarrow.array(judged, type=pyarrow.string())

    connection.create_function("verdict", verdict, ["VARCHAR", "VARCHAR"], "VARCHAR", type="arrow")

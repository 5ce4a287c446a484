"""The chains of a table, judged where its rows are: Spark hands each executor batches, and the wheel is installed on all of them.

    spark-submit spark.py chains.parquet verdicts.parquet root.pem

The table has `id`, `chain` (PEM) and `host`. One report is one call and keeps nothing, so rows can go anywhere and in any order.
"""

import functools
import sys

COLUMNS = "id string, verdict string, summary string, codes array<string>"


def judge(batches, **question):
    """Batches of rows in, batches of verdicts out; what is in `question` holds for every row."""
    import chainwhy
    import pandas

    for batch in batches:
        reports = [
            chainwhy.explain(chain=chain, server_name=host, **question)
            for chain, host in zip(batch["chain"], batch["host"])
        ]
        yield pandas.DataFrame(
            {
                "id": batch["id"],
                "verdict": [report["verdict"] for report in reports],
                "summary": [report["summary"] for report in reports],
                "codes": [[finding["code"] for finding in report["findings"]] for report in reports],
            }
        )


def judged(table, **question):
    """The table with a verdict for each row. `clients=[]` leaves out what each client would say, which is most of the work."""
    return table.mapInPandas(functools.partial(judge, **question), COLUMNS)


if __name__ == "__main__":
    import datetime

    from pyspark.sql import SparkSession

    source, target, root = sys.argv[1:]
    session = SparkSession.builder.appName("chainwhy").getOrCreate()
    with open(root) as file:
        anchors = file.read()
    now = datetime.datetime.now(datetime.timezone.utc).isoformat()
    judged(session.read.parquet(source), anchors=anchors, at=now, clients=[]).write.parquet(target)

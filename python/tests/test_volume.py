"""The recipes for tables give the answers of the direct call. CHAINWHY_VOLUME says how many chains (20,000 were run)."""

import importlib.util
import os
import shutil
import sys
import unittest
from pathlib import Path

import chainwhy

HERE = Path(__file__).resolve().parent
CASES = HERE.parents[1] / "tests" / "cases"
AT = "2026-06-01T12:00:00Z"
COUNT = int(os.environ.get("CHAINWHY_VOLUME", "400"))
sys.path.insert(0, str(HERE.parent / "examples"))


def _lacks(*modules):
    missing = [module for module in modules if importlib.util.find_spec(module) is None]
    return f"{', '.join(missing)} not installed" if missing else None


def _rows():
    """Chains of many kinds below one root, again and again."""
    root = (CASES / "healthy" / "two-tiers" / "anchors.pem").read_text()
    same = [
        folder / "chain.pem"
        for folder in sorted(CASES.glob("*/*"))
        if (folder / "chain.pem").exists()
        and (folder / "anchors.pem").exists()
        and (folder / "anchors.pem").read_bytes() == root.encode()
    ]
    texts = [path.read_bytes().decode("utf-8", "replace").replace("\0", "") for path in same]
    rows = [(str(index), texts[index % len(texts)], "www.example.com") for index in range(COUNT)]
    return root, rows


class Volume(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root, cls.rows = _rows()
        cls.question = {"anchors": cls.root, "at": AT, "clients": []}
        known = {}
        for _, chain, host in cls.rows:
            if chain not in known:
                known[chain] = chainwhy.explain(chain=chain, server_name=host, **cls.question)
        cls.reports = {row[0]: known[row[1]] for row in cls.rows}

    @unittest.skipIf(_lacks("pyspark", "pandas", "pyarrow"), _lacks("pyspark", "pandas", "pyarrow") or "")
    @unittest.skipIf(shutil.which("java") is None, "Spark needs Java 17, and there is none")
    def test_spark_gives_the_answers_of_the_direct_call(self):
        import pandas
        import spark
        from pyspark.sql import SparkSession

        os.environ["PYSPARK_PYTHON"] = sys.executable
        os.environ["PYTHONPATH"] = os.pathsep.join([str(HERE.parent / "examples"), os.environ.get("PYTHONPATH", "")])
        session = (
            SparkSession.builder.master("local[2]").appName("chainwhy").config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
        )
        try:
            table = session.createDataFrame(pandas.DataFrame(self.rows, columns=["id", "chain", "host"])).repartition(8)
            told = spark.judged(table, **self.question).collect()
        finally:
            session.stop()
        self.assertEqual(len(told), COUNT)
        for row in told:
            report = self.reports[row["id"]]
            self.assertEqual((row["verdict"], row["summary"]), (report["verdict"], report["summary"]))
            self.assertEqual(row["codes"], [finding["code"] for finding in report["findings"]])

    @unittest.skipIf(_lacks("duckdb", "numpy", "pyarrow"), _lacks("duckdb", "numpy", "pyarrow") or "")
    def test_duckdb_gives_the_answers_of_the_direct_call(self):
        import duck
        import duckdb

        connection = duckdb.connect()
        duck.add_verdict(connection, **self.question)
        connection.execute("CREATE TABLE chains (id VARCHAR, chain VARCHAR, host VARCHAR)")
        connection.executemany("INSERT INTO chains VALUES (?, ?, ?)", self.rows)
        told = connection.execute("SELECT id, verdict(chain, host) FROM chains").fetchall()
        self.assertEqual(dict(told), {name: report["verdict"] for name, report in self.reports.items()})


if __name__ == "__main__":
    unittest.main()

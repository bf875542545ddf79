"""A correction of a frozen edition is told by the feed, as other people's programs read it, and leads to its record.

Needs TENKEN_BIN, the program, and TENKEN_ROOT, the repository.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(os.environ["TENKEN_BIN"])
ROOT = pathlib.Path(os.environ["TENKEN_ROOT"])
ADDRESS = "https://example.org/review/"


class Corrections(unittest.TestCase):
    def read(self, site, corrections):
        command = [sys.executable, "-B", str(pathlib.Path(__file__).parent / "read_site.py"), str(site)]
        command += ["--base", "/review/", "--corrections", str(corrections)]
        return subprocess.run(command, capture_output=True, text=True)

    def test_the_feed_tells_of_corrections(self):
        with tempfile.TemporaryDirectory() as folder:
            root, out = pathlib.Path(folder) / "root", pathlib.Path(folder) / "site"
            shutil.copytree(ROOT / "tests/readers/odd", root, ignore=shutil.ignore_patterns("archive"))
            year = next(path.name for path in (root / "content").iterdir() if path.name.isdigit())

            def tenken(*args):
                subprocess.run([PROGRAM, *args, "--root", root, "--quiet"], check=True)

            tenken("archive", year, "--base-url", ADDRESS, "--date", "2025-03-31")
            for day, reason in [("2025-04-10", "一つ目の誤り & 直し"), ("2025-06-01", "二つ目")]:
                with (root / "content" / year / "edition.yaml").open("a") as file:
                    file.write("# a remark\n")
                tenken("archive", year, "--base-url", ADDRESS, "--amend", "--reason", reason, "--date", day)
            tenken("build", "--out", out, "--base-url", ADDRESS)
            read = self.read(out, 2)
            self.assertEqual(read.returncode, 0, read.stderr)
            self.assertIn("2 corrections with their record", read.stdout)
            # The claim can fail.
            page = out / "corrections/index.html"
            page.write_text(page.read_text("utf-8").replace("c-" + year + "-2", "x"), "utf-8")
            self.assertIn("leads nowhere", self.read(out, 2).stderr)


if __name__ == "__main__":
    unittest.main()

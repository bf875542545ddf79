"""A frozen edition is a bag for the tool of the Library of Congress too, and a damaged one is not.

Needs TENKEN_BIN, the program, and TENKEN_ROOT, a folder with content/.
"""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import zipfile

import bagit

PROGRAM = os.path.abspath(os.environ["TENKEN_BIN"])
ROOT = pathlib.Path(os.environ["TENKEN_ROOT"])


class Bag(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        site = pathlib.Path(cls.folder.name)
        shutil.copytree(ROOT / "content", site / "content", ignore=shutil.ignore_patterns("archive"))
        command = [PROGRAM, "archive", "2022", "--root", site, "--zip", "--quiet"]
        command += ["--base-url", "https://example.org/review/", "--date", "2023-03-31"]
        subprocess.run(command, check=True)
        cls.kept = site / "content" / "archive"

    def copy(self):
        """A copy of the bag that may be damaged."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return pathlib.Path(shutil.copytree(self.kept / "2022", pathlib.Path(folder.name) / "bag"))

    def test_it_is_valid_and_complete(self):
        bag = bagit.Bag(str(self.kept / "2022"))
        bag.validate()
        self.assertEqual(bag.version_info, (1, 0))
        self.assertEqual(bag.algorithms, ["sha256"])
        self.assertEqual(bag.info["Bagging-Date"], "2023-03-31")
        self.assertEqual(bag.info["External-Identifier"], "https://example.org/review/2022/")
        for label in ["Source-Organization", "External-Description", "Bag-Software-Agent", "License", "Citation"]:
            self.assertTrue(bag.info.get(label), label)
        payload = [path for path in bag.payload_files()]
        octets, count = bag.info["Payload-Oxum"].split(".")
        self.assertEqual(int(count), len(payload))
        self.assertEqual(int(octets), sum((self.kept / "2022" / path).stat().st_size for path in payload))
        self.assertIn("data/site/index.html", payload)
        self.assertIn("data/source/content/site.yaml", payload)

    def test_the_zip_holds_the_same_valid_bag(self):
        with tempfile.TemporaryDirectory() as folder:
            with zipfile.ZipFile(self.kept / "2022.zip") as zipped:
                self.assertIsNone(zipped.testzip())
                zipped.extractall(folder)
            bagit.Bag(os.path.join(folder, "2022")).validate()

    def test_damage_that_we_find_is_found_by_others(self):
        def flip(bag):
            path = bag / "data/site/index.html"
            text = bytearray(path.read_bytes())
            text[100] ^= 1
            path.write_bytes(text)

        damages = {
            "flipped": flip,
            "deleted": lambda bag: (bag / "data/site/index.html").unlink(),
            "added": lambda bag: (bag / "data/site/more.html").write_text("x"),
            "described otherwise": lambda bag: (bag / "bag-info.txt").write_text("Payload-Oxum: 1.1\n"),
        }
        for name, damage in damages.items():
            with self.subTest(name):
                bag = self.copy()
                damage(bag)
                with self.assertRaises(bagit.BagError):
                    bagit.Bag(str(bag)).validate()
                ours = subprocess.run([PROGRAM, "verify", bag, "--no-rebuild"], capture_output=True)
                self.assertEqual(ours.returncode, 1)


if __name__ == "__main__":
    unittest.main()

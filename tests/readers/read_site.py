"""Reads the data files of a built site with other people's programs, and compares what the formats say with each other.

    python read_site.py SITE               a site that was built for an address of the web (`--base-url`)
    python read_site.py SITE --base PATH   the path that it was built for
    python read_site.py SITE --expect FILE the texts of FILE must be found, unchanged, in the formats that it names
    python read_site.py SITE --corrections NUMBER   the feed must tell of so many corrections of frozen editions

Ends with 1 and says what is wrong where a file is refused or two formats differ.
"""

import argparse
import calendar
import csv
import json
import shutil
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

import feedparser
import frictionless
import jsonschema
import openpyxl
from lxml import etree
from pyld import jsonld
from selectolax.lexbor import LexborHTMLParser

HERE = Path(__file__).parent
# Characters that make a spreadsheet take a text for a formula: such texts have an apostrophe in front in CSV files.
FORMULA_STARTS = "=+-@\t\r＝＋－＠"
# Enough of schema.org's context for what pages say; the network is not asked.
CONTEXT = {
    "@context": {
        "@vocab": "https://schema.org/",
        **{name: {"@id": f"https://schema.org/{name}", "@type": "@id"} for name in ("url", "item", "contentUrl", "license")},
    }
}

problems = []
counts = {}


def claim(holds, message):
    if not holds:
        problems.append(message)


def count(what, number=1):
    counts[what] = counts.get(what, 0) + number


# ---- CSV


def read_csv(path):
    """The rows of a CSV file as texts by column."""
    raw = path.read_bytes()
    claim(raw.startswith(b"\xef\xbb\xbf"), f"{path}: no byte order mark")
    claim(raw.count(b"\r\n") >= 1, f"{path}: no CRLF")
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        rows = list(reader)
    for name in reader.fieldnames:
        claim(name.isascii() and name.isidentifier(), f"{path}: column `{name}`")
    claim(rows, f"{path}: an empty table has no file")
    return reader.fieldnames, rows


def plain(text):
    """The text of a CSV cell without what neutralises a formula."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in FORMULA_STARTS else text


def check_formulas(path, rows, types):
    for row in rows:
        for name, text in row.items():
            if types[name] == "string" and len(text) > 1 and text[0] in FORMULA_STARTS:
                claim(is_number(text), f"{path}: `{text}` could be taken for a formula")


def is_number(text):
    try:
        return Decimal(text).is_finite()
    except ArithmeticError:
        return False


# ---- Frictionless


def check_package(folder):
    """Validates the package, and that a changed byte, a changed type and a missing row are noticed at all."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    claim(report.valid, f"{folder}: frictionless: {report.flatten(['path', 'type', 'note'])[:5]}")
    with tempfile.TemporaryDirectory() as copy:
        copy = Path(copy) / "data"
        shutil.copytree(folder, copy)
        victim = copy / "entities.csv"
        victim.write_bytes(victim.read_bytes().replace(b"edition", b"editiom", 1))
        report = frictionless.validate(str(copy / "datapackage.json"))
        claim(not report.valid, f"{folder}: frictionless does not notice a changed byte")
    return json.loads((folder / "datapackage.json").read_text("utf-8"))


# ---- Spreadsheet and JSON


def check_workbook(path, tables):
    """Every cell of the spreadsheet is that of the CSV file, and of the type that the package says."""
    book = openpyxl.load_workbook(path)
    claim(book.sheetnames[:2] == ["about", "columns"], f"{path}: the first sheets are {book.sheetnames[:2]}")
    claim(set(book.sheetnames[2:]) == set(tables), f"{path}: sheets {book.sheetnames}")
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            claim(cell.data_type != "f", f"{path}: {sheet.title}!{cell.coordinate} is a formula")
    for name, (fields, rows, types) in tables.items():
        sheet = book[name]
        claim(sheet.freeze_panes == "A2", f"{path}: {name}: the heading is not frozen")
        claim(sheet.auto_filter.ref is not None, f"{path}: {name}: no filter")
        cells = list(sheet.iter_rows())
        claim([cell.value for cell in cells[0]] == fields, f"{path}: {name}: heading")
        claim(len(cells) == len(rows) + 1, f"{path}: {name}: {len(cells)} rows, {len(rows)} in CSV")
        for printed, line in zip(rows, cells[1:]):
            for field, cell in zip(fields, line):
                compare_cell(f"{path}: {name}!{cell.coordinate}", cell, printed[field], types[field])


def compare_cell(place, cell, text, kind):
    if text == "":
        return claim(cell.value is None, f"{place}: `{cell.value}` where CSV has nothing")
    if kind in ("integer", "number", "year"):
        count("numbers compared")
        if len(text.lstrip("-").replace(".", "").lstrip("0")) > 15:
            return claim(cell.value == text, f"{place}: `{cell.value}` is not the text `{text}`")
        # The number nearest to the printed digits: nothing else is the same number in a spreadsheet.
        is_same = cell.data_type == "n" and float(cell.value) == float(text)
        return claim(is_same, f"{place}: `{cell.value}` ({cell.data_type}) is not {text}")
    if kind == "boolean":
        return claim(cell.value is (text == "true"), f"{place}: `{cell.value}` is not {text}")
    shown = cell.value
    if not isinstance(shown, str):
        return claim(False, f"{place}: `{shown}` is no text")
    # openpyxl gives escaped control characters as they stand in the file; a cell ends at 32,767 characters.
    shown = shown.replace("_x000D_", "\r")
    is_same = shown == plain(text) or (shown.endswith("…") and plain(text).startswith(shown[:-1]))
    claim(is_same, f"{place}: `{shown[:80]}` is not `{plain(text)[:80]}`")


def check_json(path, schema, tables):
    """The JSON file follows its schema and has the rows of the CSV files."""
    edition = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    validator = jsonschema.Draft202012Validator(schema, format_checker=None)
    # Decimals keep the digits; the schema knows them as numbers.
    edition_as_floats = json.loads(path.read_text("utf-8"))
    errors = [f"{path}: {error.json_path}: {error.message[:200]}" for error in validator.iter_errors(edition_as_floats)]
    problems.extend(errors[:5])
    broken = json.loads(path.read_text("utf-8"))
    broken["tables"]["entities"][0]["entity_kind"] = "castle"
    claim(not validator.is_valid(broken), f"{path}: the schema accepts anything")
    claim(edition["format"] == "tenken-edition/1", f"{path}: format {edition['format']}")
    claim(set(edition["tables"]) == set(tables), f"{path}: tables {list(edition['tables'])}")
    for name, (fields, rows, types) in tables.items():
        objects = edition["tables"].get(name, [])
        claim(len(objects) == len(rows), f"{path}: {name}: {len(objects)} rows, {len(rows)} in CSV")
        for index, (printed, row) in enumerate(zip(rows, objects)):
            for field in fields:
                compare_json(f"{path}: {name}[{index}].{field}", row.get(field), printed[field], types[field])


def compare_json(place, value, text, kind):
    if kind in ("integer", "number", "year") and text:
        is_same = isinstance(value, (int, Decimal)) and str(value) == text
    elif kind == "boolean" and text:
        is_same = value is (text == "true")
    else:
        is_same = (value or "") == plain(text)
    claim(is_same, f"{place}: `{value}` is not `{text}`")


def check_changes(site, path):
    """All changes of two editions follow their schema, and CSV and JSON have the same."""
    schema = json.loads((site / "schema/tenken-changes-1.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    errors = validator.iter_errors(json.loads(path.read_text("utf-8")))
    problems.extend(f"{path}: {error.json_path}: {error.message[:200]}" for error in list(errors)[:5])
    broken = json.loads(path.read_text("utf-8"))
    broken["changes"][0]["change_kind"] = "forgotten"
    claim(not validator.is_valid(broken), f"{path}: the schema accepts anything")
    changes = json.loads(path.read_text("utf-8"), parse_float=Decimal)["changes"]
    columns = schema["properties"]["changes"]["items"]["properties"]
    types = {name: column.get("type", "string") for name, column in columns.items()}
    fields, rows = read_csv(path.with_suffix(".csv"))
    claim(fields == list(types), f"{path}: columns")
    claim(len(rows) == len(changes), f"{path}: {len(changes)} changes, {len(rows)} in CSV")
    check_formulas(path, rows, types)
    for index, (printed, change) in enumerate(zip(rows, changes)):
        for field in fields:
            compare_json(f"{path}: changes[{index}].{field}", change.get(field), printed[field], types[field])
    count("changes", len(changes))


# ---- Linked data


class Head:
    """JSON-LD, meta properties and feeds of a page, as a parser of HTML 5 reads them."""

    def __init__(self, text):
        tree = LexborHTMLParser(text)
        self.scripts = [script.text() for script in tree.css('script[type="application/ld+json"]')]
        metas = [meta.attributes for meta in tree.css("head > meta")]
        self.properties = {meta.get("property") or meta.get("name"): meta.get("content") for meta in metas}
        self.feeds = [link.attributes.get("href") for link in tree.css('head > link[type="application/atom+xml"]')]


def load_context(url, _options):
    if not url.startswith("https://schema.org"):
        raise ValueError(f"{url} is not known here")
    return {"contextUrl": None, "documentUrl": url, "document": CONTEXT, "contentType": "application/ld+json"}


def expanded(path, text):
    document = json.loads(text)
    nodes = jsonld.expand(document, {"documentLoader": load_context, "base": "https://example.org/"})
    claim(nodes, f"{path}: the linked data say nothing")
    return nodes


def check_page(site, base, path):
    page = Head(path.read_text("utf-8"))
    # The page of a missing address is no page of its own.
    if path.name == "404.html":
        return claim(not page.scripts, f"{path}: linked data")
    claim(len(page.scripts) == 1, f"{path}: {len(page.scripts)} scripts of linked data")
    for name in ("description", "og:title", "og:description", "og:type", "og:locale", "og:site_name", "og:url"):
        claim(page.properties.get(name), f"{path}: no {name}")
    claim(page.feeds == [f"{base}feed.xml"], f"{path}: feeds {page.feeds}")
    nodes = [node for text in page.scripts for node in expanded(path, text)]
    types = [kind.removeprefix("https://schema.org/") for node in nodes for kind in node["@type"]]
    count("pages with linked data")
    claim(types.count("WebPage") == 1, f"{path}: {types}")
    own = path.relative_to(site).parts
    # English pages have the same addresses below `en`.
    own = own[1:] if own[0] == "en" else own
    claim("BreadcrumbList" in types or own == ("index.html",), f"{path}: {types}")
    is_edition = len(own) == 2 and own[0].isdigit()
    is_data = len(own) == 3 and own[1] == "data"
    claim(types.count("Dataset") == int(is_edition or is_data), f"{path}: {types}")
    for node in nodes:
        if "https://schema.org/Dataset" in node["@type"]:
            check_dataset(site, base, path, node)


def values(node, name):
    return node.get(f"https://schema.org/{name}", [])


def check_dataset(site, base, path, dataset):
    count("datasets")
    for name in ("name", "description", "license", "publisher", "isBasedOn", "distribution", "version", "temporalCoverage"):
        claim(values(dataset, name), f"{path}: the dataset has no {name}")
    for download in values(dataset, "distribution"):
        url = values(download, "contentUrl")[0]["@id"]
        file = site / url.removeprefix("https://example.org").removeprefix(base)
        claim(file.is_file(), f"{path}: {url} is no file")
        size = values(download, "contentSize")[0]["@value"]
        claim(file.is_file() and size == f"{file.stat().st_size} B", f"{path}: {url} has not {size}")
        claim(values(download, "encodingFormat"), f"{path}: {url} has no format")


# ---- Feed


def check_feed(site, corrections):
    path = site / "feed.xml"
    grammar = etree.RelaxNG(etree.parse(HERE / "atom.rng"))
    tree = etree.parse(path)
    claim(grammar.validate(tree), f"{path}: {grammar.error_log}")
    for parent in tree.iter("{*}feed", "{*}entry"):
        relations = [link.get("rel") for link in parent.findall("{*}link")]
        wanted = ["self", "alternate"] if parent.tag.endswith("feed") else ["alternate"]
        claim(relations == wanted, f"{path}: links {relations}")
    element = tree.getroot().find("{*}id")
    element.getparent().remove(element)
    claim(not grammar.validate(tree), f"{path}: the grammar accepts a feed without an id")
    feed = feedparser.parse(path.read_bytes())
    claim(not feed.bozo, f"{path}: {feed.get('bozo_exception')}")
    ids = [entry.id for entry in feed.entries] + [feed.feed.id]
    claim(feed.entries and len(set(ids)) == len(ids), f"{path}: ids {ids}")
    dates = [entry.updated for entry in feed.entries]
    claim(feed.feed.updated == max(dates), f"{path}: updated {feed.feed.updated}")
    claim(dates == sorted(dates, reverse=True), f"{path}: the newest entry is not the first: {dates}")
    told = [entry for entry in feed.entries if "/corrections/" in entry.link]
    claim(len(told) == corrections, f"{path}: {len(told)} corrections")
    for entry in told:
        check_correction(site, path, entry)
    for entry in feed.entries:
        claim(entry.link.startswith(("https://", "/")) and entry.updated_parsed, f"{path}: {entry}")
    count("entries of the feed", len(feed.entries))
    return feed


def check_correction(site, path, entry):
    """The entry leads to the record of the correction, which says the same day and reason."""
    page = LexborHTMLParser((site / "corrections/index.html").read_text("utf-8"))
    name = entry.link.partition("#")[2]
    section = page.css_first(f'section:has([id="{name}"]), section[id="{name}"]')
    if section is None:
        return claim(False, f"{path}: {entry.link} leads nowhere")
    reason = entry.summary.partition("：")[2].partition("（")[0]
    claim(reason and reason in section.text(), f"{path}: the record does not say `{reason}`")
    # feedparser gives times in UTC; the day is that of Japan.
    day = time.gmtime(calendar.timegm(entry.updated_parsed) + 9 * 3600)
    claim(f"{day.tm_year}(" in section.text() and f"年{day.tm_mon}月{day.tm_mday}日" in section.text(), f"{path}: another day")
    count("corrections with their record")


# ---- One text in every format


def check_expected(site, texts):
    """Each text comes back from every format that has it, character by character."""
    for folder in sorted(site.glob("[0-9]*/data")):
        holders = {"csv": [], "json": [], "xlsx": []}
        for file in folder.glob("*.csv"):
            _, rows = read_csv(file)
            holders["csv"] += [plain(text) for row in rows for text in row.values()]
        edition = json.loads((folder / "edition.json").read_text("utf-8"))
        holders["json"] += leaves(edition)
        for sheet in openpyxl.load_workbook(folder / "edition.xlsx"):
            holders["xlsx"] += [cell.value for row in sheet.iter_rows() for cell in row]
        nodes = expanded(folder, Head((folder / "index.html").read_text("utf-8")).scripts[0])
        holders["json-ld"] = list(leaves(nodes))
        feed = feedparser.parse((site / "feed.xml").read_bytes(), sanitize_html=False)
        tree = etree.parse(site / "feed.xml")
        holders["feed"] = [element.text for element in tree.iter()] + [entry.title for entry in feed.entries]
        for name, found in holders.items():
            found = [text.strip() for text in found if isinstance(text, str)]
            for text in (text for text in texts if name in text["formats"]):
                claim(any(text["text"] in other for other in found), f"{folder}: {name} has lost `{text['text']}`")
                count("texts found again")


def leaves(value):
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("site", type=Path)
    parser.add_argument("--base", default="/")
    parser.add_argument("--expect", type=Path)
    parser.add_argument("--corrections", type=int, default=0)
    options = parser.parse_args()
    site = options.site
    schema = json.loads((site / "schema/tenken-edition-1.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    folders = sorted(site.glob("[0-9]*/data"))
    claim(folders, f"{site}: no data")
    for folder in folders:
        package = check_package(folder)
        tables = {}
        for resource in package["resources"]:
            types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
            path = folder / resource["path"]
            fields, rows = read_csv(path)
            claim(fields == list(types), f"{path}: columns")
            check_formulas(path, rows, types)
            tables[path.stem] = (fields, rows, types)
        files = {path.stem for path in folder.glob("*.csv")}
        claim(files == set(tables), f"{folder}: {files ^ set(tables)} are not in the package")
        check_workbook(folder / "edition.xlsx", tables)
        check_json(folder / "edition.json", schema, tables)
        count("tables", len(tables))
        count("rows", sum(len(rows) for _, rows, _ in tables.values()))
    for path in sorted(site.glob("compare/*-*/changes.json")):
        check_changes(site, path)
    # Pages of snapshots are those of another site, of the day on which they were frozen.
    frozen = {page for folder in site.glob("archive/[0-9]*") for page in folder.rglob("*.html")}
    for page in sorted(set(site.rglob("*.html")) - frozen):
        check_page(site, options.base, page)
    check_feed(site, options.corrections)
    if options.expect:
        check_expected(site, json.loads(options.expect.read_text("utf-8")))
    print(", ".join(f"{number} {what}" for what, number in counts.items()))
    for problem in problems[:30]:
        print(problem, file=sys.stderr)
    if problems:
        sys.exit(f"{len(problems)} problems")


main()

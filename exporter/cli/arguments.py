"""What may be typed."""

from __future__ import annotations

import argparse

from exporter import __version__

_WIDTH_NOTE = argparse.RawDescriptionHelpFormatter


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    root = argparse.ArgumentParser(
        prog="exporter",
        description="Word briefings, PDF fact sheets and Excel trackers from one typed, bilingual chapter.",
        epilog="Example:\n  exporter build --edition zh --product briefing\n\n"
        "Exit codes: 0 done, 1 unexpected, 2 usage, 3 source, 4 template, theme or font, 5 merge conflict.",
        formatter_class=_WIDTH_NOTE,
    )
    root.add_argument("--version", action="version", version=f"exporter {__version__}")
    commands = root.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _build(commands)
    _watch(commands)
    _pull(commands)
    _compare(commands)
    _explain(commands)
    _messages(commands)
    _check(commands)
    _show(commands)
    _list(commands)
    _schema(commands)
    _new(commands)
    return root


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, purpose: str, example: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=purpose,
        description=purpose[0].upper() + purpose[1:] + ".",
        epilog=f"Example:\n  {example}",
        formatter_class=_WIDTH_NOTE,
    )
    command.add_argument(
        "--project", default=".", metavar="DIR", help="the project's folder (default: this one)"
    )
    return command


def _build(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    build = _command(
        commands, "build", "write the products to dist/", "exporter build --edition en,zh --scope partner:EP"
    )
    _add_wishes(build)
    build.add_argument("--release", action="store_true", help="refuse translations that are missing or stale")
    build.add_argument(
        "--force",
        action="store_true",
        help="make again what stands unchanged; an edited tracker is kept beside the new one",
    )
    build.add_argument("--prune", action="store_true", help="remove outputs that nothing would make any more")


def _watch(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    watch = _command(
        commands,
        "watch",
        "build again whenever source, templates or catalogues are saved",
        "exporter watch --scope partner:EP --product briefing",
    )
    _add_wishes(watch)
    watch.set_defaults(force=False, prune=False, release=False)


def _compare(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    compare = _command(
        commands, "compare", "write what changed between two chapters", "exporter compare 2021-vii 2022-vii"
    )
    compare.add_argument("before", metavar="BEFORE", help="the earlier chapter")
    compare.add_argument("after", metavar="AFTER", help="the later chapter")
    compare.add_argument("--edition", metavar="LIST", help="editions, by commas (default: all)")
    compare.add_argument("--format", metavar="LIST", help="docx, pdf, xlsx (default: all)")
    compare.add_argument("--out", metavar="DIR", help="output folder (default: dist in the project)")
    compare.add_argument("--audience", default="", metavar="LEVEL", help="as of build")


def _add_chapters(command: argparse.ArgumentParser) -> None:
    command.add_argument("--chapter", metavar="LIST", help="chapters of an archive, by commas (default: all)")


def _add_chapter(command: argparse.ArgumentParser) -> None:
    command.add_argument("--chapter", metavar="NAME", help="which chapter of an archive")


def _add_wishes(build: argparse.ArgumentParser) -> None:
    """What may be wished for of a build, once or again and again."""
    _add_choice(build)
    _add_manner(build)


def _add_choice(build: argparse.ArgumentParser) -> None:
    """Which products are made, of what."""
    build.add_argument(
        "--paginate",
        action="store_true",
        help="page numbers in the contents of Word files, from an installed LibreOffice",
    )
    _add_chapters(build)
    build.add_argument(
        "--edition",
        metavar="LIST",
        help="editions, by commas (default: all of the report); en+zh is a briefing in both, side by side",
    )
    build.add_argument("--product", metavar="LIST", help="briefing, factsheet, tracker (default: all)")
    build.add_argument(
        "--format",
        metavar="LIST",
        help="of the tracker: xlsx (default), csv or json, a file for each sheet in tracker/; "
        "products without the format are left out",
    )
    build.add_argument(
        "--variant",
        metavar="LIST",
        help="of PDF files: a4 (default), letter, print (3 mm bleed and crop marks)",
    )
    build.add_argument(
        "--scope",
        action="append",
        metavar="SCOPE",
        help="chapter (default), section:4.1, partner:EP, framework:ID, period:2021-10/2021-12, "
        "all-partners; may be repeated",
    )


def _add_manner(build: argparse.ArgumentParser) -> None:
    """Where products go, for whom, and how they are made."""
    build.add_argument("--out", metavar="DIR", help="output folder, or s3://… (default: dist)")
    build.add_argument(
        "--audience",
        default="",
        metavar="LEVEL",
        help="public, partner, internal or restricted: records above it are refused "
        "(default: public, but trackers hold the desk's internal notes)",
    )
    build.add_argument(
        "--codec",
        default="zlib",
        metavar="NAME",
        help="compressor of trackers: zlib (default, its bytes repeat), or the faster zlib-ng or isal of "
        "exporter[fast]",
    )
    build.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="a Dask cluster to work on: tcp://HOST:PORT"
    )
    build.add_argument(
        "--workers", type=_workers, default=0, metavar="N", help="processes (default: as many as processors)"
    )


def _pull(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    pull = _command(
        commands,
        "pull",
        "show what staff changed in a tracker, and take it into the source",
        "exporter pull dist/en/tracker.xlsx --apply",
    )
    pull.add_argument("tracker", metavar="TRACKER.xlsx", help="an edited tracker; it is only read")
    pull.add_argument(
        "--apply",
        action="store_true",
        help="write what is taken into source/; conflicts are left out, and end with exit code 5",
    )
    pull.add_argument("--json", action="store_true", help="as JSON")


def _explain(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    explain = _command(
        commands,
        "explain",
        "tell which record a briefing prints, where the source says it, and what it says now",
        'exporter explain dist/en/briefing.docx --text "101"',
    )
    explain.add_argument("file", metavar="BRIEFING.docx", help="a briefing that was built; it is only read")
    wanted = explain.add_mutually_exclusive_group(required=True)
    wanted.add_argument("--text", help="words or a number as printed")
    wanted.add_argument("--record", metavar="ID", help="a record, or a field of it: mou-epo, mou-epo.signed")
    explain.add_argument("--chapter", metavar="NAME", help="the chapter of an archive that it was built from")
    explain.add_argument("--json", action="store_true", help="as JSON")


def _messages(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    messages = _command(
        commands,
        "messages",
        "tell how translations stand; send texts to translators, and take them back",
        "exporter messages --export en-zh.po\n  exporter messages --import en-zh.po --apply",
    )
    wanted = messages.add_mutually_exclusive_group()
    wanted.add_argument(
        "--export", metavar="FILE.po", help="write every text, with what its placeholders print"
    )
    wanted.add_argument(
        "--import", dest="import_", metavar="FILE.po", help="show what a translated file changes"
    )
    wanted.add_argument(
        "--accept",
        nargs="*",
        metavar="ID",
        help="put translations on record as they stand: of these records, or all",
    )
    messages.add_argument("--apply", action="store_true", help="with --import: write it into source/")
    messages.add_argument(
        "--reviewed-by", default="", metavar="NAME", help="with --import or --accept: who reviewed them"
    )
    messages.add_argument("--to", metavar="TAG", help="the language to translate into, if there are several")
    messages.add_argument("--chapter", metavar="NAME", help="the chapter, in an archive of several")


def _workers(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least one is needed")
    return number


def _check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = _command(
        commands, "check", "report every fault of source, translations and templates", "exporter check"
    )
    _add_chapters(check)
    check.add_argument("--quiet", action="store_true", help="faults only, no notes")
    check.add_argument(
        "--style", action="store_true", help="also read the products as a native reader would; slower"
    )
    check.add_argument("--edition", metavar="LIST", help="editions to read with --style (default: all)")
    check.add_argument(
        "--scope", action="append", metavar="SCOPE", help="scopes to read with --style (default: chapter)"
    )


def _show(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    show = _command(commands, "show", "print the model", "exporter show --json > chapter.json")
    _add_chapter(show)
    show.add_argument(
        "--json", action="store_true", help="as JSON, every record with its texts in all languages"
    )


def _list(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    listing = _command(
        commands, "list", "list the products, editions and scopes that exist here", "exporter list"
    )
    _add_chapter(listing)


def _schema(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    _command(
        commands,
        "schema",
        "print the JSON Schema of the source files",
        "exporter schema > source/exporter.schema.json",
    )


def _new(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    new = _command(
        commands, "new", "make a new project with a small worked example", "exporter new 2022-report"
    )
    new.add_argument("directory", metavar="DIR", help="a folder that does not exist yet, or is empty")

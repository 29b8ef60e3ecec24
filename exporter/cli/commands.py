"""One function a command: arguments in, exit code out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from exporter.errors import MergeConflict, UsageError


def _build(arguments: argparse.Namespace) -> int:
    from exporter.cli.progress import Progress
    from exporter.plan.build import build
    from exporter.plan.deliver import deliver, is_url
    from exporter.plan.request import Request

    request = Request(
        project=Path(arguments.project),
        out=_folder(arguments.out),
        editions=_listed(arguments.edition),
        products=_listed(arguments.product),
        scopes=tuple(arguments.scope or ("chapter",)),
        audience=arguments.audience,
        workers=arguments.workers,
        force=arguments.force,
        release=arguments.release,
        prune=arguments.prune,
        paginate=arguments.paginate,
        formats=_listed(arguments.format),
        variants=_listed(arguments.variant),
        chapters=_listed(arguments.chapter),
        scheduler=arguments.scheduler,
        codec=arguments.codec,
    )
    with Progress(sys.stderr) as progress:
        if is_url(arguments.out or ""):
            made: Sequence[object] = deliver(request, arguments.out, progress)
        else:
            made = build(request, progress)
    for one in made:
        print(one)
    return 0


def _folder(out: str | None) -> Path | None:
    return Path(out.removeprefix("file://")) if out else None


def _no_store(out: str | None) -> Path | None:
    from exporter.plan.deliver import is_url

    if is_url(out or ""):
        raise UsageError(f"'{out}' is no folder, and a comparison goes to one\n  remedy: name a folder")
    return _folder(out)


def _compare(arguments: argparse.Namespace) -> int:
    from exporter.cli.progress import Progress
    from exporter.plan.build import OUT
    from exporter.plan.compare import Wish, compare_chapters

    project = Path(arguments.project)
    wish = Wish(
        project=project,
        before=arguments.before,
        after=arguments.after,
        out=_no_store(arguments.out) or project / OUT,
        editions=_listed(arguments.edition),
        formats=_listed(arguments.format),
        audience=arguments.audience,
    )
    with Progress(sys.stderr) as progress:
        for path in compare_chapters(wish, progress):
            print(path)
    return 0


def _watch(arguments: argparse.Namespace) -> int:
    from exporter.cli.main import perform
    from exporter.plan.watch import in_a_process_of_its_own, saves

    def built() -> int:
        return perform(argparse.Namespace(**{**vars(arguments), "command": "build"}))

    try:
        for names in saves(Path(arguments.project)):
            if names:
                print(f"saved: {', '.join(names)}", file=sys.stderr, flush=True)
            in_a_process_of_its_own(built)
    except KeyboardInterrupt:  # how a watch is ended
        return 0
    return 0


def _listed(words: str | None) -> tuple[str, ...]:
    if words is None:
        return ()
    listed = tuple(dict.fromkeys(word.strip() for word in words.split(",") if word.strip()))
    if not listed:
        raise UsageError("a list is empty\n  remedy: name at least one, or leave the option out")
    return listed


def _pull(arguments: argparse.Namespace) -> int:
    from exporter.merge.changes import Outcome
    from exporter.plan.pull import pull
    from exporter.plan.pulled import pulled_json, pulled_text

    project = Path(arguments.project)
    pulled = pull(project, Path(arguments.tracker), apply=arguments.apply)
    tell = pulled_json if arguments.json else pulled_text
    sys.stdout.write(tell(pulled, project))
    return MergeConflict.exit_code if pulled.changes.of(Outcome.CONFLICT) else 0


def _explain(arguments: argparse.Namespace) -> int:
    from exporter.plan.explain import explain, explained_json, explained_text

    if not (arguments.text or arguments.record):
        raise UsageError("nothing is asked for\n  remedy: give --text or --record some characters")
    found = explain(
        Path(arguments.project),
        Path(arguments.file),
        text=arguments.text or "",
        record=arguments.record or "",
        chapter=arguments.chapter,
    )
    sys.stdout.write((explained_json if arguments.json else explained_text)(found))
    return 0


def _messages(arguments: argparse.Namespace) -> int:
    from exporter.plan.messages import Messages, listed, refuse, told

    messages = Messages(Path(arguments.project), arguments.chapter, arguments.to or "")
    if arguments.export:
        Path(arguments.export).write_bytes(messages.exported())
        print(arguments.export)
    elif arguments.import_:
        done = messages.imported(
            Path(arguments.import_), apply=arguments.apply, reviewer=arguments.reviewed_by
        )
        sys.stdout.write(told(done, messages.tag, applied=arguments.apply))
        refuse(done)
    elif arguments.accept is not None:
        for path in messages.accept(arguments.accept, reviewer=arguments.reviewed_by):
            print(path)
    else:
        sys.stdout.write(listed(messages))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from exporter.plan.verdict import checked
    from exporter.theme.cache import cache_folder

    if (arguments.edition or arguments.scope) and not arguments.style:
        raise UsageError("--edition and --scope choose what --style reads\n  remedy: add --style")
    notes = checked(Path(arguments.project), _listed(arguments.chapter), cache_folder())
    if not arguments.quiet:
        for note in notes:
            print(f"note: {note}")
    if arguments.style:
        from exporter.plan.style import check_style

        read = check_style(
            Path(arguments.project),
            _listed(arguments.edition),
            tuple(arguments.scope or ("chapter",)),
            _listed(arguments.chapter),
        )
        print(f"no fault of style in {', '.join(read)}")
    print(f"no faults; {len(notes)} note{'s' * (len(notes) != 1)}")
    return 0


def _show(arguments: argparse.Namespace) -> int:
    from exporter.plan.show import show_json, show_text

    show = show_json if arguments.json else show_text
    sys.stdout.write(show(Path(arguments.project), arguments.chapter))
    return 0


def _list(arguments: argparse.Namespace) -> int:
    from exporter.plan.show import list_text

    sys.stdout.write(list_text(Path(arguments.project), arguments.chapter))
    return 0


def _schema(_: argparse.Namespace) -> int:
    from exporter.loading.schema import schema_text

    sys.stdout.write(schema_text())
    return 0


def _new(arguments: argparse.Namespace) -> int:
    from exporter.plan.new import new_project

    for path in new_project(Path(arguments.directory)):
        print(path)
    return 0


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "pull": _pull,
    "watch": _watch,
    "compare": _compare,
    "explain": _explain,
    "messages": _messages,
    "check": _check,
    "show": _show,
    "list": _list,
    "schema": _schema,
    "new": _new,
}

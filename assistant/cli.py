"""The command line."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli_kept import cases_app, fail, gaps_app, keys_app
from assistant.errors import AssistantError
from assistant.observability import configure_logs, refuse_telemetry

refuse_telemetry()

app = typer.Typer(
    add_completion=False, no_args_is_help=False, pretty_exceptions_enable=False, help="An independent support copilot for exchange users."
)
corpus_app = typer.Typer(help="Check and extend the corpus.")
app.add_typer(corpus_app, name="corpus")
app.add_typer(cases_app, name="cases")
app.add_typer(gaps_app, name="gaps")
app.add_typer(keys_app, name="keys")

Host = Annotated[str | None, typer.Option(help="Address to listen on; loopback unless set.")]
Port = Annotated[int | None, typer.Option(help="Port to listen on.")]
Language = Annotated[str | None, typer.Option("--language", "-l", help="zh or en; the message's own unless set.")]


@app.callback(invoke_without_command=True)
def _default(context: typer.Context) -> None:
    """Without a command: serve."""
    if context.invoked_subcommand is None:
        serve()


@app.command()
def serve(host: Host = None, port: Port = None) -> None:
    """The page and the API, on http://127.0.0.1:7860 unless set otherwise."""
    from assistant.serving import serve as run

    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    run(**given)


@app.command()
def ask(question: str, language: Language = None) -> None:
    """One question, answered on the terminal with its sources."""
    from assistant.terminal import ask as run

    asyncio.run(run(question, language))


@app.command()
def chat(language: Language = None) -> None:
    """A conversation on the terminal; an empty line ends it."""
    from assistant.terminal import converse

    asyncio.run(converse(language))


@app.command()
def draft(
    text: Annotated[str | None, typer.Argument(help="What happened, in your words; standard input unless given.")] = None,
    show_personal: Annotated[bool, typer.Option("--show-personal", help="Show personal data instead of masking it.")] = False,
) -> None:
    """A clear problem description in Chinese and English from what you say; nothing is added."""
    from assistant.terminal import draft as run

    asyncio.run(run(text if text is not None else sys.stdin.read(), show_personal))


@app.command()
def redact(
    file: Annotated[Path | None, typer.Argument(help="A file; standard input unless given.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Text and findings as JSON.")] = False,
) -> None:
    """Strip secrets and personal data from a text. Needs no model and no index."""
    from dataclasses import asdict

    from assistant.guardrails import Guard

    try:
        text = file.read_text(encoding="utf-8") if file else sys.stdin.read()
    except (OSError, UnicodeDecodeError) as error:
        fail(f"{file} cannot be read as text: {error}")
    sealed = Guard().redact(text)
    if as_json:
        findings = [{("class" if k == "cls" else k): v for k, v in asdict(f).items()} for f in sealed.findings]
        print(json.dumps({"text": sealed.text, "findings": findings}, ensure_ascii=False))
    else:
        sys.stdout.write(sealed.text)


@app.command()
def screenshot(
    file: Annotated[Path, typer.Argument(help="A PNG, JPEG or WebP picture.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Where to save the picture, blacked out, as PNG.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Text, findings and their boxes as JSON.")] = False,
) -> None:
    """What a picture says, without secrets and personal data, read on this machine. Needs no model and no index."""
    from assistant.terminal import screenshot as run

    try:
        data = file.read_bytes()
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}")
    run(data, out, as_json)


@app.command()
def ingest() -> None:
    """Bring the index up to the corpus and say what changed."""
    from assistant.terminal import ingest as run

    run()


@app.command()
def pull() -> None:
    """Fetch and verify the local model; an interrupted download is gone on with."""
    from assistant.terminal import pull as run

    run()


@app.command()
def doctor() -> None:
    """What works on this machine, what does not, and the command that mends it."""
    from assistant.doctor import report

    ok = report()
    raise typer.Exit(0 if ok else 1)


@corpus_app.command("check")
def corpus_check(root: Annotated[Path | None, typer.Argument(help="A corpus folder; the packaged one unless given.")] = None) -> None:
    """Lint every document and data file of a corpus."""
    from assistant.corpus.lint import main as lint
    from assistant.packaged import packaged

    raise typer.Exit(lint([str(root or packaged("corpus"))]))


@corpus_app.command("new")
def corpus_new(slug: str, category: str, root: Annotated[Path | None, typer.Option(help="A corpus folder.")] = None) -> None:
    """Make a skeleton of a document in every language."""
    from assistant.corpus.skeleton import new_document
    from assistant.packaged import packaged

    for path in new_document(slug, category, root or packaged("corpus")):
        print(path)


def main() -> None:
    """The entry point: an error of ours is one line, not a traceback."""
    from assistant.settings import load_settings

    try:
        configure_logs(load_settings().log_level)
        app()
    except AssistantError as error:
        print(f"assistant: {error}", file=sys.stderr)
        sys.exit(2)

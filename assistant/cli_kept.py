"""Commands about what is kept on this machine: cases, unanswered questions, keys."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from assistant.keys import KeyRing

cases_app = typer.Typer(invoke_without_command=True, help="The case log: your problems, what was sent when, what came back.")
gaps_app = typer.Typer(invoke_without_command=True, help="Questions that had no answer, sealed, on this machine.")
keys_app = typer.Typer(help="Keys to a server that others reach.")


def fail(message: str) -> NoReturn:
    """Say it on standard error and end with exit code 1."""
    print(message, file=sys.stderr)
    raise typer.Exit(1)


@cases_app.callback()
def cases(context: typer.Context, search: Annotated[str, typer.Option(help="Only cases that say this.")] = "") -> None:
    """List the cases, latest first."""
    if context.invoked_subcommand is None:
        from assistant.caselines import list_cases

        list_cases(search)


@cases_app.command("export")
def cases_export(case_id: str, form: Annotated[str, typer.Option(help="md, json or pdf.")] = "md") -> None:
    """A case as evidence, with times and hashes, on standard output."""
    from assistant.caselines import export_case

    if form not in {"md", "json", "pdf"}:
        fail(f"--form {form} is not allowed: md, json or pdf")
    export_case(case_id, form)  # type: ignore[arg-type]


@cases_app.command("delete")
def cases_delete(case_id: str) -> None:
    """Delete a case from the disk."""
    from assistant.caselines import delete_case

    delete_case(case_id)


@cases_app.command("key")
def cases_key() -> None:
    """Make a key to encrypt the cases with."""
    from assistant.caselines import new_key

    new_key()


@cases_app.command("encrypt")
def cases_encrypt() -> None:
    """Encrypt the cases with ASSISTANT_CASE_KEY; where they have another key, it is asked for and replaced."""
    from assistant.caselines import encrypt

    encrypt(lambda: str(typer.prompt("The key that the case log has now", hide_input=True, err=True)))


@cases_app.command("decrypt")
def cases_decrypt() -> None:
    """Take the key in ASSISTANT_CASE_KEY off the cases."""
    from assistant.caselines import decrypt

    decrypt()


@gaps_app.callback()
def gaps(context: typer.Context) -> None:
    """List them, like questions together, the most asked first."""
    if context.invoked_subcommand is None:
        from assistant.gaplines import list_gaps

        list_gaps()


@gaps_app.command("export")
def gaps_export(
    name: str,
    form: Annotated[
        str, typer.Option(help="eval: a line of evals/retrieval/cases.jsonl; phrasings: for a head; document: a skeleton.")
    ] = "eval",
    slug: Annotated[str, typer.Option(help="The new document's name.")] = "",
    category: Annotated[str, typer.Option(help="The new document's folder.")] = "",
    root: Annotated[Path | None, typer.Option(help="A corpus folder.")] = None,
) -> None:
    """One of them (and those like it) as an eval case, as phrasings, or as the skeleton of a document."""
    from assistant.gaplines import export_gap

    if form not in {"eval", "phrasings", "document"}:
        fail(f"--form {form} is not allowed: eval, phrasings or document")
    export_gap(name, form, slug, category, root)  # type: ignore[arg-type]


@gaps_app.command("forget")
def gaps_forget(name: Annotated[str, typer.Argument(help="As `assistant gaps` shows it, or all.")]) -> None:
    """Forget one of them and those like it, or all; they leave the disk."""
    from assistant.gaplines import forget_gaps

    forget_gaps(name)


def _keys() -> KeyRing:
    from assistant.keys import KEYS_FILE, KeyRing
    from assistant.settings import load_settings

    return KeyRing(load_settings().data / KEYS_FILE)


@keys_app.command("new")
def keys_new(name: Annotated[str, typer.Argument(help="Who or what will use it.")]) -> None:
    """Make a key. It is shown once: on standard output, alone."""
    key, token = _keys().new(name)
    print(f"key {key.id} ({key.name}); it is shown only now:", file=sys.stderr)
    print(token)


@keys_app.command("list")
def keys_list() -> None:
    """The keys there are, revoked ones too; never the keys themselves."""
    for key in _keys().list():
        print(f"{key.id}  {key.created}  {f'revoked {key.revoked}' if key.revoked else 'live'}  {key.name}")


@keys_app.command("revoke")
def keys_revoke(key_id: Annotated[str, typer.Argument(help="As `assistant keys list` shows it.")]) -> None:
    """Close a key for good; a running server sees it at the next call."""
    key = _keys().revoke(key_id)
    print(f"{key.id} ({key.name}) is revoked")

"""Time to the model's first token, against its bare server with the same prompt, and from question to question."""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from collections.abc import Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING

from assistant.answering.answer import plan_answer
from assistant.answering.lead import MAX_TOKENS, messages
from assistant.languages import load_pack

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage
    from langchain_openai import ChatOpenAI

    from assistant.library import Library

# Subjects asked about; each one's first question brings notes that the server has not seen.
SUBJECTS = ("withdrawal-pending", "deposit-not-arrived", "2fa-reset", "kyc-rejected")
ROUNDS = 2
PAUSE = 0.3
_ROLES = {"system": "system", "human": "user"}


def first_token(library: Library, model: ChatOpenAI) -> dict[str, float]:
    """Medians in seconds: ``ours`` and ``bare`` for prompts whose fixed head is cached, ``first`` and ``second`` question of a conversation."""
    return asyncio.run(_measure(library, model))


async def _measure(library: Library, model: ChatOpenAI) -> dict[str, float]:
    times: dict[str, list[float]] = {"ours": [], "bare": [], "first": [], "second": []}
    await _ours(model, _prompt(library, SUBJECTS[0], "zh", "warm-up"))
    for subject in SUBJECTS:
        times["first"].append(await _ours(model, _prompt(library, subject, "en", "it is stuck, what does it mean for me?")))
        times["second"].append(await _ours(model, _prompt(library, subject, "en", "and how would I see that it goes on?")))
    for number in range(ROUNDS * len(SUBJECTS)):
        subject, code = SUBJECTS[number % len(SUBJECTS)], "zh" if number % 2 else "en"
        # The notes are cached before; the question differs each time. A B B A, so that a busy moment hits both.
        await _ours(model, _prompt(library, subject, code, f"{number}"))
        for turn, (name, call) in enumerate((("ours", _ours), ("bare", _bare), ("bare", _bare), ("ours", _ours))):
            # The server has to notice that the last reader left.
            await asyncio.sleep(PAUSE)
            times[name].append(await call(model, _prompt(library, subject, code, f"{number}.{turn} {subject}")))
    return {name: statistics.median(values) for name, values in times.items()}


def _prompt(library: Library, subject: str, code: str, question: str) -> list[BaseMessage]:
    document, pack = library.document(f"{code}/{subject}"), load_pack(code)
    return messages(question, plan_answer(document, (), question, pack).parts, pack)


async def _ours(model: ChatOpenAI, prompt: Sequence[BaseMessage]) -> float:
    before = time.perf_counter()
    # Closed at once: the server would go on writing, and the next prompt would wait for it.
    async with aclosing(model.astream(list(prompt), max_tokens=MAX_TOKENS)) as chunks:  # type: ignore[type-var]
        async for chunk in chunks:
            if chunk.text:
                break
    return time.perf_counter() - before


async def _bare(model: ChatOpenAI, prompt: Sequence[BaseMessage]) -> float:
    import httpx
    from pydantic import SecretStr

    assert isinstance(model.openai_api_key, SecretStr)
    body = {"model": "local", "temperature": 0.0, "stream": True, "max_tokens": MAX_TOKENS}
    body["messages"] = [{"role": _ROLES[m.type], "content": m.text} for m in prompt]
    headers = {"Authorization": f"Bearer {model.openai_api_key.get_secret_value()}"}
    async with httpx.AsyncClient(timeout=120) as client:
        before = time.perf_counter()
        async with client.stream("POST", f"{model.openai_api_base}/chat/completions", json=body, headers=headers) as reply:
            async for line in reply.aiter_lines():
                data = line.removeprefix("data: ")
                if data.startswith("{") and json.loads(data)["choices"][0]["delta"].get("content"):
                    return time.perf_counter() - before
    return time.perf_counter() - before

"""The guard for any LangChain agent. The one module here that knows LangChain."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, NotRequired
from uuid import uuid4

from langchain.agents.middleware import AgentMiddleware, AgentState
from langchain_core.messages import AIMessage, AnyMessage, BaseMessage, ToolMessage
from langgraph.prebuilt.tool_node import ToolCallRequest
from langgraph.types import Command

from assistant.errors import GuardError
from assistant.guardrails.allowed import Allowed
from assistant.guardrails.guard import Guard
from assistant.guardrails.vault import Vault

_SEALED = "guard_sealed"
_MOST_VAULTS = 10_000
_UNREADABLE = frozenset(("image", "image_url", "audio", "input_audio", "video", "file"))


class GuardState(AgentState[Any]):
    """The agent's state with the name of the conversation's vault; the vault itself stays in memory."""

    guard_vault: NotRequired[str]


class GuardMiddleware(AgentMiddleware[GuardState, None, Any]):
    """Seals what goes to the model and the tools, releases what comes back.

    The messages in the agent's state are replaced by sealed ones before the model sees them, so history
    holds no secret. Arguments and results of tools are sealed too. The last answer is released:
    checked against ``allowed``, its placeholders put back (personal data masked unless ``show_personal``).
    A conversation keeps its vault as long as its state is kept (a checkpointer) and this process lives.

    A checkpointer stores the input as it arrives, before any middleware runs: where it writes to a disk, call
    ``Guard.seal`` on the message before ``invoke``.

    Raises GuardError when the guard fails or a message holds something that cannot be read as text.

    >>> GuardMiddleware(allowed=Allowed(hosts=("okx.com",))).name
    'GuardMiddleware'
    """

    state_schema = GuardState

    def __init__(self, guard: Guard | None = None, *, allowed: Allowed | None = None, show_personal: bool = False) -> None:
        super().__init__()
        self._guard = guard or Guard()
        self._allowed = allowed or Allowed()
        self._show_personal = show_personal
        self._vaults: OrderedDict[str, Vault] = OrderedDict()

    def before_model(self, state: GuardState, runtime: Any) -> dict[str, Any] | None:
        """Replace every message that is not sealed yet."""
        key, vault = self._vault(state)
        changed = [self._sealed(message, vault) for message in state["messages"] if not message.additional_kwargs.get(_SEALED)]
        return {"messages": changed, "guard_vault": key}

    def after_agent(self, state: GuardState, runtime: Any) -> dict[str, Any] | None:
        """Release the last answer."""
        _, vault = self._vault(state)
        answer = state["messages"][-1] if state["messages"] else None
        if not isinstance(answer, AIMessage):
            return None
        content = self._mapped(answer.content, lambda text: self._release(text, vault))
        return {"messages": [_replaced(answer, content=content, sealed=False)]}

    def wrap_tool_call(
        self, request: ToolCallRequest, handler: Callable[[ToolCallRequest], ToolMessage | Command[Any]]
    ) -> ToolMessage | Command[Any]:
        """Seal what a tool is given and what it gives."""
        vault = self._vault(request.state)[1]
        return self._sealed_result(handler(self._sealed_call(request, vault)), vault)

    async def awrap_tool_call(
        self, request: ToolCallRequest, handler: Callable[[ToolCallRequest], Awaitable[ToolMessage | Command[Any]]]
    ) -> ToolMessage | Command[Any]:
        """The same, awaited."""
        vault = self._vault(request.state)[1]
        return self._sealed_result(await handler(self._sealed_call(request, vault)), vault)

    def _vault(self, state: Mapping[str, Any]) -> tuple[str, Vault]:
        key = str(state.get("guard_vault") or uuid4())
        vault = self._vaults.setdefault(key, Vault())
        self._vaults.move_to_end(key)
        if len(self._vaults) > _MOST_VAULTS:
            self._vaults.popitem(last=False)
        return key, vault

    def _sealed(self, message: AnyMessage, vault: Vault) -> BaseMessage:
        """``message`` sealed. What the model itself said already holds this vault's placeholders: they stay."""
        own = isinstance(message, AIMessage)
        seal = (lambda text: self._guard.redact(text).text) if own else (lambda text: self._guard.seal(text, vault).text)
        return _replaced(message, content=self._mapped(message.content, seal), sealed=True)

    def _sealed_call(self, request: ToolCallRequest, vault: Vault) -> ToolCallRequest:
        args = self._mapped(request.tool_call["args"], lambda text: self._guard.redact(text).text)
        return request.override(tool_call={**request.tool_call, "args": args})

    def _sealed_result(self, result: ToolMessage | Command[Any], vault: Vault) -> ToolMessage | Command[Any]:
        if not isinstance(result, ToolMessage):
            return result  # its messages reach the state and are sealed before the next model call
        sealed = self._sealed(result, vault)
        if not isinstance(sealed, ToolMessage):
            raise GuardError("A tool's result changed its type while it was sealed.")
        return sealed

    def _release(self, text: str, vault: Vault) -> str:
        return self._guard.release(text, vault, allowed=self._allowed, show_personal=self._show_personal).text

    def _mapped(self, value: Any, change: Callable[[str], str]) -> Any:
        """``value`` with every string in it changed; names of fields and of block types stay."""
        if isinstance(value, str):
            return change(value)
        if isinstance(value, Mapping):
            if value.get("type") in _UNREADABLE:
                raise GuardError(f"The guard cannot read a message part of type {value['type']!r}: send its text instead.")
            return {name: part if name in ("type", "id", "index") else self._mapped(part, change) for name, part in value.items()}
        if isinstance(value, Sequence) and not isinstance(value, bytes):
            return [self._mapped(part, change) for part in value]
        return value


def _replaced(message: BaseMessage, *, content: Any, sealed: bool) -> BaseMessage:
    extra = {name: value for name, value in message.additional_kwargs.items() if name != _SEALED}
    if sealed:
        extra[_SEALED] = True
    return message.model_copy(update={"content": content, "additional_kwargs": extra})

"""Language packs: every word that the product says, read from ``prompts/<code>/``."""

from assistant.languages.detect import detect_language, simplify
from assistant.languages.others import other_language, write_in_ours
from assistant.languages.pack import Pack, load_pack, load_packs

__all__ = ["Pack", "detect_language", "load_pack", "load_packs", "other_language", "simplify", "write_in_ours"]

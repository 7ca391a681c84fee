"""Language packs: every word that the product says, read from ``prompts/<code>/``."""

from assistant.languages.detect import detect_language, simplify
from assistant.languages.pack import Pack, load_pack, load_packs

__all__ = ["Pack", "detect_language", "load_pack", "load_packs", "simplify"]

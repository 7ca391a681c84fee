"""What strangers send people: the signs of an impostor in a text, and whether a message carries such a text."""

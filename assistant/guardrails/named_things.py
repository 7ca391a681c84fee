"""Words of letters and digits that name a thing: devices, files, places in a text, coins, units."""

from __future__ import annotations

import re

_THING = re.compile(
    r"(?:ubuntu|debian|fedora|centos|linux|macos|firefox|safari|edge|opera|brave|python|java|node|nodejs|php|ccxt|honor|nova|reno|poco|find|note|macbook|xperia|moto|oneplus|realme|tecno|infinix|nokia|lenovo|thinkpad|surface|huawei|xiaomi|samsung|samsungs|sm"
    r"|screenshot|img|image|photo|video|file|page|step|attempt|day|week|level|tier|phase|layer|covid|gpt|route|area|room|apt|unit|http|ipv|utf|sha|md|base"
    r"|uint|int|oauth|server|node|block|chapter|test|user|guest|account|trader|order|ticket|case|error|code|usdt|usdc|btc|eth|sol|xrp|doge|shib|pepe|trx"
    r"|bnb|ton|okb|okx|api|token|coin|version|part|item|line|round|group|team|q|h|fy|vol|top|rank|no|nr|num|id|uid)[_.\-]?[0-9]+[a-z]{0,5}[!.]*|[a-z][0-9]{2,3}[a-z]{0,6}"
    r"|[0-9]+(?:st|nd|rd|th|min|mins|sec|secs|hour|hours|day|days|week|weeks|month|months|year|years|times|usd|usdt|usdc|btc|eth|sol|coins|tokens|digits?|chars|words)",
    re.IGNORECASE,
)


def is_thing(text: str) -> bool:
    """Whether ``text`` is such a name: "nova12", "macbook2020", "screenshot_20261120", "attempt3"."""
    return _THING.fullmatch(text) is not None

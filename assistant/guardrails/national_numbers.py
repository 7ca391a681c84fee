"""Identity, tax and social security numbers of countries: their form, and the check that python-stdnum makes of it."""

from __future__ import annotations

import re
from importlib import import_module
from typing import NamedTuple


class Form(NamedTuple):
    """``group``: the words for a country and its numbers; ``shape``: how they are written; ``checks``: modules of ``stdnum``, one must agree;
    ``close``: only right behind its name, as nothing but the name tells it from other numbers."""

    group: str
    shape: re.Pattern[str]
    checks: tuple[str, ...]
    close: bool = False


def _form(group: str, shape: str, *checks: str, close: bool = False) -> Form:
    return Form(group, re.compile(rf"(?<![0-9A-Za-z])(?<![0-9][.\-/])(?:{shape})(?![0-9A-Za-z]|[.\-/,][0-9])"), checks, close)


_DAY = r"(?:0[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
_NINE = r"[0-9]{3}[ \-.]?[0-9]{3}[ \-.]?[0-9]{3}"
_TEN = r"[0-9]{10}"
_ELEVEN = r"[0-9]{11}"

FORMS = (
    _form("id_ar", r"(?:2[0347]|3[034])(?:-?[0-9]{8}-?)[0-9]", "ar.cuit"),
    _form("id_at", r"[1-9][0-9]{3}[ /]?" + _DAY + _MONTH + r"[0-9]{2}", "at.vnr"),
    _form("id_au", _NINE, "au.tfn"),
    _form("id_au", r"[2-6][0-9]{3}[ ][0-9]{5}[ ][0-9](?:[ ][0-9])?"),
    _form("id_be", r"[0-9]{2}\.?[0-9]{2}\.?[0-9]{2}[\-. ]?[0-9]{3}[\-. ]?[0-9]{2}", "be.nn"),
    _form("id_bg", _TEN, "bg.egn"),
    _form("id_br", r"[0-9]{3}\.?[0-9]{3}\.?[0-9]{3}[\- ]?[0-9]{2}", "br.cpf"),
    _form("id_br", r"[0-9]{2}\.[0-9]{3}\.[0-9]{3}-[0-9Xx]", close=True),
    _form("id_ca", _NINE, "ca.sin"),
    _form("id_ca", r"[0-9]{4}-[0-9]{3}-[0-9]{3}(?:-[A-Z]{2})?"),
    _form("id_ch", r"756[. ]?[0-9]{4}[. ]?[0-9]{4}[. ]?[0-9]{2}", "ch.ssn"),
    _form("id_cl", r"[0-9]{1,2}\.?[0-9]{3}\.?[0-9]{3}-[0-9Kk]", "cl.rut"),
    _form("id_co", r"[0-9]{3}\.?[0-9]{3}\.?[0-9]{3}-[0-9]", "co.nit"),
    _form("id_co", r"1[0-9]{9}|(?:1\.[0-9]|[1-9])[0-9]{0,2}\.[0-9]{3}\.[0-9]{3}", close=True),
    _form("id_cz", r"[0-9]{6}/?[0-9]{3,4}", "cz.rc"),
    _form("id_de", r"[1-9][0-9][ ]?[0-9]{3}[ ]?[0-9]{3}[ ]?[0-9]{3}", "de.idnr"),
    _form("id_dk", _DAY + _MONTH + r"[0-9]{2}-?[0-9]{4}", "dk.cpr"),
    _form("id_do", r"[0-9]{3}-?[0-9]{7}-?[0-9]", "do.cedula"),
    _form("id_ec", r"[0-9]{9}-?[0-9]", "ec.ci"),
    _form("id_ee", r"[3-6][0-9]{2}" + _MONTH + _DAY + r"[0-9]{4}", "ee.ik", "lt.asmens"),
    _form("id_eg", r"[23][0-9]{2}" + _MONTH + _DAY + r"(?:0[1-4]|[123][0-9]|88)[0-9]{5}"),
    _form("id_es", r"[XYZxyz]?-?[0-9]{7,8}-?[A-Za-z]", "es.dni", "es.nie"),
    _form("id_fi", _DAY + _MONTH + r"[0-9]{2}[-+A-F][0-9]{3}[0-9A-Za-z]", "fi.hetu"),
    _form("id_fr", r"[12][ ]?[0-9]{2}[ ]?[0-9]{2}[ ]?[0-9][0-9AB][ ]?[0-9]{3}[ ]?[0-9]{3}[ ]?[0-9]{2}", "fr.nir"),
    _form("id_fr", r"[0-3][0-9][ ]?[0-9]{2}[ ]?[0-9]{3}[ ]?[0-9]{3}[ ]?[0-9]{3}", "fr.nif"),
    _form("id_gb", r"[0-9]{5}[ ]?[0-9]{5}", "gb.utr"),
    _form("id_gb", r"[0-9]{3}[ \-]?[0-9]{3}[ \-]?[0-9]{4}", "gb.nhs"),
    _form("id_gb", r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z]{2}[ ]?[0-9]{2}[ ]?[0-9]{2}[ ]?[0-9]{2}[ ]?[A-D]"),
    _form("id_gr", r"[0-9]{9}", "gr.vat"),
    _form("id_gr", _ELEVEN, "gr.amka"),
    _form("id_gt", r"[0-9]{4}[ \-]?[0-9]{5}[ \-]?[0-9]{4}", close=True),
    _form("id_hr", _ELEVEN, "hr.oib"),
    _form("id_id", r"[0-9]{6}[ .]?[0-9]{6}[ .]?[0-9]{4}", "id.nik"),
    _form("id_id", r"[0-9]{2}\.?[0-9]{3}\.?[0-9]{3}\.?[0-9][\-.]?[0-9]{3}\.?[0-9]{3}", "id.npwp"),
    _form("id_ie", r"[0-9]{7}[A-Wa-w][A-IWa-iw]?", "ie.pps"),
    _form("id_il", r"[0-9]{8}-?[0-9]", "il.idnr"),
    _form("id_in", r"[2-9][0-9]{3}[ \-]?[0-9]{4}[ \-]?[0-9]{4}", "in_.aadhaar"),
    _form("id_in", r"[A-Za-z]{5}[0-9]{4}[A-Za-z]", "in_.pan"),
    _form("id_in", r"[A-Za-z]{3}[0-9]{7}", "in_.epic"),
    _form("id_is", _DAY + _MONTH + r"[0-9]{2}-?[0-9]{4}", "is_.kennitala"),
    _form("id_jp", r"[0-9]{4}[ \-]?[0-9]{4}[ \-]?[0-9]{4}", "jp.in_"),
    _form("id_kr", r"[0-9]{2}" + _MONTH + _DAY + r"-?[1-8][0-9]{6}"),
    _form("id_lk", r"[0-9]{2}[0-8][0-9]{6}[VvXx]"),
    _form("id_ma", r"[A-Z]{1,2}[0-9]{5,6}", close=True),
    _form("id_mx", r"[A-Za-z]{4}[ \-]?[0-9]{6}[ \-]?[0-9A-Za-z]{3}", "mx.rfc"),
    _form("id_my", r"[0-9]{6}-?[0-9]{2}-?[0-9]{4}", "my.nric"),
    _form("id_nl", r"[0-9]{9}|[0-9]{4}[. ][0-9]{2}[. ][0-9]{3}", "nl.bsn"),
    _form("id_no", r"[0-9]{6}[ ]?[0-9]{5}", "no.fodselsnummer"),
    _form("id_nz", r"[0-9]{2,3}[ \-]?[0-9]{3}[ \-]?[0-9]{3}", "nz.ird"),
    _form("id_pe", r"(?:10|15|17|20)[0-9]{9}", "pe.ruc"),
    _form("id_ph", r"[0-9]{2}-[0-9]{7}-[0-9]"),
    _form("id_pl", r"[0-9]{3}-?[0-9]{3}-?[0-9]{2}-?[0-9]{2}", "pl.nip"),
    _form("id_pl", _ELEVEN, "pl.pesel"),
    _form("id_pt", r"[1-35-9][0-9]{2}[ ]?[0-9]{3}[ ]?[0-9]{3}", "pt.nif"),
    _form("id_ro", r"[1-8][0-9]{12}", "ro.cnp"),
    _form("id_ru", r"[0-9]{12}", "ru.inn"),
    _form("id_ru", r"[0-9]{3}-[0-9]{3}-[0-9]{3}[ \-][0-9]{2}"),
    _form("id_se", r"(?:19|20)?[0-9]{6}[-+]?[0-9]{4}", "se.personnummer"),
    _form("id_si", _DAY + _MONTH + r"[09][0-9]{8}", "si.emso"),
    _form("id_th", r"[1-8][ \-]?[0-9]{4}[ \-]?[0-9]{5}[ \-]?[0-9]{2}[ \-]?[0-9]", "th.pin"),
    _form("id_tr", r"[1-9][0-9]{10}", "tr.tckimlik"),
    _form("id_ua", _TEN, "ua.rntrc"),
    _form("id_us", r"[0-9]{3}[ \-][0-9]{2}[ \-][0-9]{4}|[0-9]{2}-[0-9]{7}|9[0-9]{2}[ \-]?[5-9][0-9][ \-]?[0-9]{4}", "us.ssn", "us.itin", "us.ein"),
    _form("id_us", r"[0-9]{9}", "us.ssn", "us.itin", close=True),
    _form("id_us", r"A[0-9]{3}-[0-9]{3}-[0-9]{3}|[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y][0-9]-[A-Z][0-9A-Z][0-9]-[A-Z]{2}[0-9]{2}"),
    _form("id_ve", r"[VE]-[0-9]{7,8}", close=True),
    _form("id_za", r"[0-9]{6}[ ]?[0-9]{4}[ ]?[01][89][ ]?[0-9]", "za.idnr"),
)  # fmt: skip
GROUPS = tuple(dict.fromkeys(form.group for form in FORMS))

# Written so, and with the check digit right, a number is nothing else even if nobody says so.
CLEAR = tuple(
    _form("", shape, check)
    for shape, check in (
        (_DAY + _MONTH + r"[0-9]{2}[-+A][0-9]{3}[0-9A-Z]", "fi.hetu"),
        (r"756\.[0-9]{4}\.[0-9]{4}\.[0-9]{2}", "ch.ssn"),
        (r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}-[0-9]{3}\.[0-9]{2}", "be.nn"),
        (r"[1-8]-[0-9]{4}-[0-9]{5}-[0-9]{2}-[0-9]", "th.pin"),
        (r"2[0347]-[0-9]{8}-[0-9]", "ar.cuit"),
        (r"[0-9]{1,2}\.[0-9]{3}\.[0-9]{3}-[0-9Kk]", "cl.rut"),
        (r"[0-9]{6}-[0-9]{2}-[0-9]{4}", "my.nric"),
    )
)


def is_proved(form: Form, value: str) -> bool:
    """Whether one of the checks agrees; True where there is none but the form."""
    plain = value.replace(".", "").replace(" ", "")
    return not form.checks or any(import_module(f"stdnum.{check}").is_valid(text) for check in form.checks for text in (value, plain))

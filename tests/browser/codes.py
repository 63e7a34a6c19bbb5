"""Invented codes with valid check digits; division 990101 does not exist."""


def credit_code(number: int) -> str:
    """统一社会信用代码, GB 32100-2015: weights 3ⁱ modulo 31."""
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    begin = f"91990101E2E{number:06d}"
    total = sum(letters.index(letter) * pow(3, place, 31) for place, letter in enumerate(begin))
    return begin + letters[-total % 31]


def citizen_id(number: int) -> str:
    """公民身份号码, GB 11643-1999: weights 2¹⁷⁻ⁱ modulo 11."""
    begin = f"99010119900101{number:03d}"
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(begin))
    return begin + "10X98765432"[total % 11]

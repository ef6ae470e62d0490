"""Statements as banks write them, wholly invented; `lines` are (day, amount, reference, payer, BIN, purpose)."""

from datetime import date
from decimal import Decimal

IBAN = "KZ86125KZT5004100100"
PAYER_IBAN = "KZ176010251000042993"
OPENING = Decimal(1000)
DAY = date(2026, 7, 13)


def line(amount="125000.00", purpose="Оплата", *, reference="B0000001", payer="ТОО «Пример Софт»", bin_="", on=DAY):
    return {
        "on": on, "amount": Decimal(amount), "reference": reference, "payer": payer, "bin": bin_, "purpose": purpose
    }  # fmt: skip


def closing(lines):
    return OPENING + sum((one["amount"] for one in lines), Decimal(0))


def mt940(*lines, account=IBAN, end=None):
    def money(value):
        return f"{abs(value):.2f}".replace(".", ",")

    end = closing(lines) if end is None else Decimal(end)
    rows = [
        ":20:STMT260713",
        f":25:{account}",
        ":28C:00194/001",
        f":60F:C260712KZT{money(OPENING)}",
    ]
    for one in lines:
        mark = "C" if one["amount"] > 0 else "D"
        reference = f"NONREF//{one['reference']}" if one["reference"] else "NONREF"
        rows.append(f":61:{one['on']:%y%m%d}{one['on']:%m%d}{mark}{money(one['amount'])}NTRF{reference}")
        rows.append(f":86:{one['purpose']} {one['payer']} {one['bin']} {PAYER_IBAN}")
    rows.append(f":62F:{'C' if end >= 0 else 'D'}260713KZT{money(end)}")
    return ("\r\n".join([*rows, "-"]) + "\r\n").encode()


def camt053(*lines, account=IBAN, end=None, head="", currency="KZT"):
    entries = []
    for one in lines:
        way = "CRDT" if one["amount"] > 0 else "DBIT"
        party = "Dbtr" if way == "CRDT" else "Cdtr"
        entries.append(
            f"<Ntry><Amt Ccy='{currency}'>{abs(one['amount'])}</Amt><CdtDbtInd>{way}</CdtDbtInd><Sts>BOOK</Sts>"
            f"<BookgDt><Dt>{one['on']}</Dt></BookgDt><ValDt><Dt>{one['on']}</Dt></ValDt>"
            f"<AcctSvcrRef>{one['reference']}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><{party}><Nm>{one['payer']}</Nm>"
            f"<Id><OrgId><Othr><Id>{one['bin']}</Id></Othr></OrgId></Id></{party}>"
            f"<{party}Acct><Id><IBAN>{PAYER_IBAN}</IBAN></Id></{party}Acct></RltdPties>"
            f"<RmtInf><Ustrd>{one['purpose']}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
        )
    end = closing(lines) if end is None else Decimal(end)
    balances = "".join(
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='KZT'>{abs(sum_)}</Amt>"
        f"<CdtDbtInd>{'CRDT' if sum_ >= 0 else 'DBIT'}</CdtDbtInd></Bal>"
        for code, sum_ in (("OPBD", OPENING), ("CLBD", end))
    )
    return (
        f"<?xml version='1.0' encoding='UTF-8'?>{head}"
        "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><BkToCstmrStmt>"
        f"<Stmt><Acct><Id><IBAN>{account}</IBAN></Id></Acct>{balances}{''.join(entries)}</Stmt>"
        "</BkToCstmrStmt></Document>"
    ).encode()


TITLES = ("Дата", "Дебет", "Кредит", "Номер", "Контрагент", "БИН", "Назначение")


def csv(*lines, encoding="cp1251", delimiter=";"):
    def money(value):
        return f"{value:,.2f}".replace(",", " ").replace(".", ",")

    rows = [["Выписка по счёту", IBAN], [], list(TITLES)]
    for one in lines:
        went, came = (money(-one["amount"]), "") if one["amount"] < 0 else ("", money(one["amount"]))
        rows.append([f"{one['on']:%d.%m.%Y}", went, came, one["reference"], one["payer"], one["bin"], one["purpose"]])
    rows.append(["", "0,00", "", "", "Итого", "", ""])
    return "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)


COLUMNS = {
    "on": "Дата", "debit": "Дебет", "credit": "Кредит", "reference": "Номер", "payer": "Контрагент",
    "payer_bin": "БИН", "purpose": "Назначение",
}  # fmt: skip

from datetime import date

import pytest

from monitor.bitcoin.network import Network
from monitor.labels.formats.table import read_table
from monitor.labels.intake import MAX_PROBLEMS, Intake
from monitor.labels.vocabulary import Category

P2WPKH = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
P2WPKH_SCRIPT = bytes.fromhex("0014751e76e8199196d454941c45d1b3a323f1433bd6")
TESTNET = "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx"


def faults(intake: Intake) -> list[str]:
    return [str(problem) for problem in intake.problems if problem.fatal]


def test_a_row_becomes_a_label_that_knows_its_line(intake: Intake) -> None:
    text = (
        "address,entity,entity_type,role,confidence,source,valid_from,valid_to,note\n"
        f"{P2WPKH},kraken,exchange,reserve,0.85,https://example.org,2025-05-06,2026-03-31,seen\n"
    )
    read_table(text, "own.csv", intake)
    assert not intake.problems
    (label,) = intake.labels
    assert label.script_pubkey == P2WPKH_SCRIPT
    assert (label.entity, label.category, label.role) == ("kraken", Category.EXCHANGE, "reserve")
    assert (label.confidence, label.source, label.note) == (85, "https://example.org", "seen")
    assert (label.valid_from, label.valid_to) == (date(2025, 5, 6), date(2026, 3, 31))
    assert label.known_since is None
    assert label.where == "own.csv:2"


def test_the_three_required_columns_are_enough_and_the_rest_has_defaults(intake: Intake) -> None:
    read_table(f"address,entity,entity_type\n{P2WPKH},kraken,exchange\n", "own.csv", intake)
    (label,) = intake.labels
    assert (label.confidence, label.role, label.source, label.note) == (100, None, "", "")


def test_columns_stand_in_any_order_and_case(intake: Intake) -> None:
    read_table(f"Entity_Type, ENTITY ,note,address\nexchange,kraken,x,{P2WPKH}\n", "own.csv", intake)
    assert [label.note for label in intake.labels] == ["x"]


def test_crlf_blank_lines_rows_of_commas_and_spaces_do_no_harm(intake: Intake) -> None:
    text = f"\r\naddress,entity,entity_type\r\n\r\n,,\r\n {P2WPKH} , kraken,exchange \r\n\r\n"
    read_table(text, "own.csv", intake)
    assert not intake.problems
    assert [label.line for label in intake.labels] == [5]


def test_a_row_after_a_cell_of_several_lines_keeps_its_line_number(intake: Intake) -> None:
    text = f'address,entity,entity_type,note\n{P2WPKH},kraken,exchange,"one\ntwo"\n51,kraken,exchange,\n'
    read_table(text, "own.csv", intake)
    assert [(label.line, label.note) for label in intake.labels] == [(2, "one\ntwo"), (4, "")]


def test_a_script_in_hex_stands_where_no_address_form_exists(intake: Intake) -> None:
    pay_to_pubkey = "21" + "02" * 33 + "ac"
    read_table(f"address,entity,entity_type\n{pay_to_pubkey.upper()},kraken,exchange\n", "own.csv", intake)
    assert [label.script_pubkey for label in intake.labels] == [bytes.fromhex(pay_to_pubkey)]


def test_a_known_entity_needs_no_type(intake: Intake) -> None:
    read_table(f"address,entity,entity_type\n{P2WPKH},mara,\n", "own.csv", intake)
    assert [label.category for label in intake.labels] == [Category.MINER]


def test_an_unknown_entity_is_taken_with_the_type_the_file_gives(intake: Intake) -> None:
    text = f"address,entity,entity_type\n{P2WPKH},New Desk,otc_desk\n51,New Desk,\n"
    read_table(text, "own.csv", intake)
    assert not intake.problems
    assert intake.entities["New Desk"].category is Category.OTC_DESK
    assert [label.category for label in intake.labels] == [Category.OTC_DESK] * 2


def test_everything_wrong_with_a_row_is_listed_with_its_line(intake: Intake) -> None:
    text = (
        "address,entity,entity_type,confidence,valid_from,valid_to\n"
        f"{P2WPKH[:-1]}5,nobody,minor,2.5,2026-02-30,yesterday\n"
    )
    read_table(text, "own.csv", intake)
    assert not intake.labels
    listed = faults(intake)
    assert all(fault.startswith("own.csv:2: ") for fault in listed)
    for what in ("bad checksum", "unknown category 'minor'", "'2.5'", "'2026-02-30'", "'yesterday'"):
        assert sum(what in fault for fault in listed) == 1
    assert len(listed) == 5


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (f"{TESTNET},kraken,exchange", "an address of testnet or signet, not of main"),
        (",kraken,exchange", "neither address nor script_pubkey is given"),
        ("0x51,kraken,exchange", "not an address"),
        ("512,kraken,exchange", "odd number of hex digits"),
        ("51" * 10_001 + ",kraken,exchange", "a script_pubkey of 10001 bytes"),
        (f"{P2WPKH},,exchange", "no entity is given"),
        (f"{P2WPKH},nobody,", "unknown entity 'nobody'"),
        (f"{P2WPKH},a/b,exchange", "no MQTT topic can carry"),
        (f"{P2WPKH},{'x' * 65},exchange", "longer than 64 characters"),
        (f"{P2WPKH},kraken", "the row has 2 cells, the header 3"),
        (f"{P2WPKH},kraken,exchange,more", "the row has 4 cells, the header 3"),
    ],
)
def test_a_wrong_row_is_refused_and_the_others_are_read(intake: Intake, row: str, what: str) -> None:
    read_table(f"address,entity,entity_type\n{row}\n52,kraken,exchange\n", "own.csv", intake)
    (fault,) = faults(intake)
    assert fault.startswith("own.csv:2: ")
    assert what in fault
    assert [label.line for label in intake.labels] == [3]


def test_a_label_that_ends_before_it_begins_is_refused(intake: Intake) -> None:
    text = "address,entity,entity_type,valid_from,valid_to\n51,kraken,exchange,2026-02-02,2026-02-01\n"
    read_table(text, "own.csv", intake)
    assert faults(intake) == ["own.csv:2: valid_from 2026-02-02 is after valid_to 2026-02-01"]


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("address,entity,entity_type,confidense", "unknown column 'confidense'"),
        ("address,entity", "the column 'entity_type' is missing"),
        ("address,entity,entity_type,entity", "the column 'entity' is given twice"),
        (f"{P2WPKH},kraken,exchange", "the column 'address' is missing"),
        ("address;entity;entity_type", "the column 'address' is missing"),
        ("address,entity,entity_type,", "unknown column ''"),
    ],
)
def test_a_wrong_header_is_refused_by_name_and_no_row_is_read(intake: Intake, header: str, what: str) -> None:
    read_table(f"{header}\n51,kraken,exchange,x\n", "own.csv", intake)
    assert not intake.labels
    assert any(fault.startswith("own.csv:1: ") and what in fault for fault in faults(intake))


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n"])
def test_an_empty_file_is_refused(intake: Intake, text: str) -> None:
    read_table(text, "own.csv", intake)
    assert faults(intake) == [
        "own.csv:1: the file is empty; its first line must be address,entity,entity_type,…"
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('address,entity,entity_type\n51,kraken,exchange\n"52,kraken,exchange\n', "own.csv:3"),
        ('address,entity,entity_type\n51,kr"aken,exchange\n"52"x,kraken,exchange\n', "own.csv:3"),
        ('"address,entity\n', "own.csv:1"),
    ],
)
def test_broken_quoting_is_reported_where_the_row_begins(intake: Intake, text: str, where: str) -> None:
    read_table(text, "own.csv", intake)
    assert [str(problem).partition(": ")[0] for problem in intake.problems if problem.fatal][-1] == where
    assert "no valid CSV" in faults(intake)[-1]


def test_regtest_takes_regtest_addresses_only() -> None:
    intake = Intake(Network.REGTEST)
    regtest = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080"
    read_table(f"address,entity,entity_type\n{regtest},m,miner\n{P2WPKH},m,miner\n", "own.csv", intake)
    assert [label.line for label in intake.labels] == [2]
    assert "an address of main, not of regtest" in faults(intake)[0]


def test_a_category_that_the_entity_does_not_have_is_warned_of_once(intake: Intake) -> None:
    text = "address,entity,entity_type\n51,kraken,custodian\n52,kraken,custodian\n53,kraken,exchange\n"
    read_table(text, "own.csv", intake)
    assert len(intake.labels) == 3
    assert [(str(problem), problem.fatal) for problem in intake.problems] == [
        ("own.csv:2: custodian is neither the category of kraken nor one of its roles", False)
    ]


def test_the_company_coinbase_under_the_name_of_the_transaction_is_warned_of_once(intake: Intake) -> None:
    text = "address,entity,entity_type\n51,coinbase,exchange\n52,coinbase,exchange\n"
    read_table(text, "own.csv", intake)
    assert len(intake.labels) == 2
    (problem,) = intake.problems
    assert not problem.fatal
    assert "the company is 'coinbase-exchange'" in problem.what


def test_a_file_of_nothing_but_problems_does_not_fill_the_memory(intake: Intake) -> None:
    rows = "".join(f"51,x{number},exchange\n51,x{number},miner\n" for number in range(MAX_PROBLEMS + 5))
    read_table("address,entity,entity_type\n" + rows + "nonsense,kraken,exchange\n", "own.csv", intake)
    assert len(intake.problems) == MAX_PROBLEMS + 1
    assert intake.unlisted == 5
    [fault] = faults(intake)
    assert fault.startswith(f"own.csv:{2 * MAX_PROBLEMS + 12}: 'nonsense'")

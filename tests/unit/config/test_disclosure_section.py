"""Where documents may come from, as the configuration says it."""

import pytest

from monitor.config.load import load_settings
from monitor.config.settings import PUBLIC_FEEDS
from monitor.errors import ConfigError, DocumentRefused
from monitor.rules import allow_list


def settings(tmp_path, text):
    path = tmp_path / "minerflow.toml"
    path.write_text(text)
    return load_settings(path, {"HOME": "/home/desk"})


def problem(tmp_path, text):
    with pytest.raises(ConfigError) as caught:
        settings(tmp_path, text)
    (found,) = caught.value.problems
    return str(found)


REGTEST = 'network = "regtest"\n[[sources]]\nkind = "esplora"\nurl = "http://127.0.0.1:9"\n'


def test_feeds_and_hosts_make_one_allow_list_and_other_networks_have_no_feeds(tmp_path):
    assert settings(tmp_path, "").feeds == PUBLIC_FEEDS
    assert settings(tmp_path, "feeds = []").feeds == ()
    made = settings(
        tmp_path,
        f'{REGTEST}[disclosures]\nhosts = ["sec.gov", "http://127.0.0.1:8000"]\n'
        '[[feeds]]\nurl = "https://ir.example.com/rss?x=1"\n'
        '[[feeds]]\nurl = "http://127.0.0.1:8000/atom"\ninterval = "1h"\n',
    )
    assert [(each.name, each.issuer) for each in made.feeds] == [
        ("ir.example.com", None),
        ("127.0.0.1:8000", None),
    ]
    allowed = allow_list(made)
    for url in ("https://www.sec.gov/x", "https://ir.example.com/release", "http://127.0.0.1:8000/release"):
        assert allowed.allows(url)
    with pytest.raises(DocumentRefused):
        allowed.target("https://globenewswire.com/x")


@pytest.mark.parametrize("feeds", PUBLIC_FEEDS, ids=lambda feed: feed.name)
def test_every_feed_that_is_shipped_may_be_asked_and_names_a_company(tmp_path, feeds):
    made = settings(tmp_path, "")
    assert allow_list(made).allows(feeds.url)
    assert f"\n{feeds.issuer}:\n" in made.labels.entities.read_text()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[[feeds]]\nurl = "http://ir.example.com/rss"', "not at a public https address"),
        ('[[feeds]]\nurl = "https://intranet/rss"', "not at a public https address"),
        ('[[feeds]]\nurl = "https://ir.example.com:8443/rss"', "not at a public https address"),
        ('[[feeds]]\nurl = "ir.example.com/rss"', "no address of a feed"),
        ('[[feeds]]\nurl = "https://user:pw@ir.example.com/rss"', "without user or password"),
        (
            '[[feeds]]\nurl = "https://a.example.com/rss"\n[[feeds]]\nurl = "https://a.example.com/atom"',
            "two feeds",
        ),
        ('[[feeds]]\nurl = "https://a.example.com/rss"\ninterval = 0', "interval"),
        ('[disclosures]\nhosts = ["sec gov"]', "no name of a host"),
        ('[disclosures]\nhosts = ["https://sec.gov/Archives"]', "no origin"),
        ('[disclosures]\nhosts = ["https://a:b/"]', "no origin"),
        ('[disclosures]\nlook_back = "5m"', "look_back"),
    ],
)
def test_what_cannot_be_is_named_with_what_to_do(tmp_path, text, complaint):
    assert complaint in problem(tmp_path, REGTEST + text)


def test_every_problem_of_every_feed_is_told_at_its_line_and_no_password(tmp_path):
    text = (
        f'{REGTEST}[[feeds]]\nurl = "http://127.0.0.1:1/a"\nname = "a"\n'
        '[[feeds]]\nurl = "http://127.0.0.1:2/a"\nname = "a"\n'
    )
    with pytest.raises(ConfigError) as caught:
        settings(tmp_path, text)
    told = [(each.where.rpartition(":")[2], each.what.partition(":")[0]) for each in caught.value.problems]
    assert told == [("6", "`feeds[0].url`"), ("10", "`feeds[1].name`"), ("9", "`feeds[1].url`")]
    assert "secret" not in problem(tmp_path, f'{REGTEST}[[feeds]]\nurl = "https://desk:secret@a.example/"\n')


def test_the_drop_folder_stands_against_the_file(tmp_path):
    made = settings(tmp_path, f'{REGTEST}[disclosures]\ndrop_folder = "drop"\n')
    assert made.disclosures.drop_folder == tmp_path / "drop"
    assert settings(tmp_path, f'{REGTEST}[disclosures]\ndrop_folder = ""\n').disclosures.drop_folder is None

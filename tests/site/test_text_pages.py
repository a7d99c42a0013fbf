"""The pages of the texts have all of each text, and nothing of it is markup."""

import re

import pytest
from lxml import html
from number_pages import write_numbers
from text_pages import concordance_data, escape_html, write_texts

RAW = re.compile(r"```\{raw\} html\n(.*?)\n```", re.DOTALL)


@pytest.fixture(scope="module")
def pages(corpus, tmp_path_factory):
    """Each page of a text: its Markdown, and the sentences in it."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "static").mkdir()
    write_texts(corpus, folder)
    pages = {}
    for path in (folder / "texts").glob("*.md"):
        markdown = path.read_text("utf-8")
        pages[path.stem] = (markdown, html.fromstring("".join(RAW.findall(markdown))))
    return pages


def test_every_text_has_a_page_with_all_of_its_words_in_order(corpus, pages):
    assert sorted(pages) == list(corpus.sources.index)
    for source, (_, tree) in pages.items():
        shown = "".join(span.text_content() for span in tree.xpath("//span[@lang]"))
        assert "".join(shown.split()) == "".join(corpus.text(source).split())


def test_a_sentence_has_its_offset_as_address_and_its_language(corpus, pages):
    for source, (_, tree) in pages.items():
        language = corpus.sources.at[source, "language"]
        for span in tree.find_class("sentence"):
            start = int(span.get("id")[1:])
            words = span.xpath("./span[@lang]")[0]
            assert corpus.text(source)[start:].startswith(words.text_content()[:9].split("\n")[0])
            assert words.get("lang") == language


def test_passages_on_the_event_are_marked_with_a_word(corpus, pages):
    first = pages["000"][1].get_element_by_id("s327")
    assert "preparation" in first.get("class").split()
    assert first.xpath("string(./a)") == "327 · preparation"
    tinted = [len(tree.find_class("day")) for _, tree in pages.values()]
    days = corpus.passages("1927-11-07").query("phase == 'day'")
    assert sum(tinted) == len(days) == 26


def test_voices_are_headings(pages):
    heads = re.findall(r"^## (\S+):", pages["003"][0], re.MULTILINE)
    assert heads == ["003-1", "003-2", "003-3", "003-4", "003-5"]


@pytest.mark.parametrize("text", ["<b>&amp;</b>", "```\n# head", ":::{note}", "<script>1</script>"])
def test_what_looks_like_markup_is_words(text):
    written = escape_html(text)
    assert not re.search("[<>`:]", written.replace("&#58;", ""))
    assert html.fromstring(f"<p>{written}</p>").text_content() == text


def test_the_concordance_has_every_word_and_number_where_it_is(corpus):
    data = concordance_data(corpus)
    for source in corpus.sources.index:
        about = data["sources"][source]
        end = 0
        rows = []
        for at in range(0, len(about["tokens"]), 3):
            gap, length, lemma = about["tokens"][at : at + 3]
            start = end + gap
            end = start + length
            rows.append((about["text"][start:end], data["lemmas"][lemma]))
        own = corpus.tokens[corpus.tokens["source"] == source].query("kind != 'punctuation'")
        assert rows == list(zip(own["text"], own["lemma"], strict=True))


def test_every_row_of_a_figure_is_on_its_page_and_nothing_of_it_is_markup(tmp_path):
    figures = tmp_path / "figures"
    figures.mkdir()
    (figures / "README.md").write_text("numbers: [CSV](05-x.csv)", "utf-8")
    (figures / "05-x.json").write_text('{"title": "One *man*"}', "utf-8")
    (figures / "05-x.csv").write_text("part,quote\n000,<b>да</b>\n001,```\n", "utf-8")
    write_numbers(tmp_path)
    page = (tmp_path / "numbers" / "05-x.md").read_text("utf-8")
    cells = html.fromstring(RAW.findall(page)[0]).xpath("//td")
    assert [cell.text_content() for cell in cells] == ["000", "<b>да</b>", "001", "```"]
    assert "One \\*man\\*: 2 rows." in page
    assert "[table](../numbers/05-x.md)" in (figures / "README.md").read_text("utf-8")

"""The traps that Babel sets (T1 to T11 of our research), and what may never be printed."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter import locale
from exporter.locale import Edition, MissingMessage, load_edition
from exporter.model.edtf import Edtf, Precision

EDITIONS = [load_edition(tag) for tag in ("en", "en-US", "zh", "fr", "ar", "es", "ru")]
EN, US, ZH, FR, AR, *_ = EDITIONS
FORMS = ("full", "abbreviated", "month", "year", "since")
in_every_edition = pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.language_tag)

days = st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(date.isoformat)
points = st.tuples(days, st.sampled_from((4, 7, 10))).map(lambda cut: cut[0][: cut[1]])
marked = st.tuples(points, st.sampled_from(("", "", "?", "~", "%"))).map("".join)
intervals = st.tuples(points, points).map(sorted).map("/".join)
values = st.one_of(marked, intervals, points.map("{}/..".format), points.map("../{}".format)).map(Edtf.parse)


def say(text: str, edition: Edition, form: str = "full") -> str:
    return locale.say_when(Edtf.parse(text), edition, form)


def every_way(value: Edtf, edition: Edition) -> Iterator[str]:
    """All that can be said of a date, leaving out the forms that refuse it."""
    for form in FORMS:
        try:
            yield locale.say_when(value, edition, form)
        except ValueError as refused:
            assert "ask for" in str(refused), "a refusal names a form that would do"
    yield locale.say_span(value, edition)


def numbers_in(text: str) -> set[int]:
    return {int(digits) for digits in re.findall(r"\d+", text)}


# -- T1 to T11 -------------------------------------------------------------------------------------


def test_t1_a_range_of_days_keeps_its_long_month() -> None:
    assert say("2021-09-05/2021-09-07", US) == "September 5\u2009–\u20097, 2021"


def test_t1_a_month_alone_keeps_its_length() -> None:
    assert say("2021-09", EN, "month") == "September"


@in_every_edition
def test_t2_an_open_end_is_not_filled_with_the_present_day(edition: Edition) -> None:
    assert numbers_in(say("2020-10/..", edition)) <= {2020, 10}


def test_t2_a_reversed_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        Edtf.parse("2021-10/2020-10")


def test_t3_a_length_is_never_printed_with_the_name_of_its_unit() -> None:
    assert [locale.say_duration(f"P5{unit}", ZH) for unit in "YMD"] == ["五年", "5个月", "5天"]


@in_every_edition
@given(value=values)
def test_t4_no_number_is_printed_that_the_date_does_not_state(edition: Edition, value: Edtf) -> None:
    assert all(numbers_in(said) <= numbers_in(value.text) for said in every_way(value, edition))


def test_t5_a_skeleton_is_not_read_as_a_pattern() -> None:
    assert say("2021-09", ZH) == "2021年9月"


@pytest.mark.parametrize("pattern", ["YYYY", "ww", "EEEE y"])
def test_t6_a_pattern_with_other_fields_than_year_month_and_day_is_refused(pattern: str) -> None:
    dates = replace(EN.style.dates, patterns={"y": pattern})
    spoilt = replace(EN, tag=f"spoilt {pattern}", style=replace(EN.style, dates=dates))
    with pytest.raises(ValueError, match="a pattern of dates asks for"):
        say("2024", spoilt)


def test_t6_a_day_in_the_first_week_of_next_year_keeps_its_year() -> None:
    assert say("2024-12-30", ZH, "year") == "2024年"


def test_t7_the_environment_does_not_choose_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_TIME", "LANG"):
        monkeypatch.setenv(name, "zh_CN.UTF-8")
    load_edition.cache_clear()
    assert say("2021-11-08", load_edition("en"), "abbreviated") == "8 Nov 2021"


@in_every_edition
def test_t8_a_day_is_printed_without_a_time(edition: Edition) -> None:
    assert ":" not in say("2021-09-05", edition)


@pytest.mark.parametrize("tag", ["zh", "zh-Hans-CN", "ZH-hans-cn"])
def test_t9_a_language_tag_finds_its_edition(tag: str) -> None:
    assert load_edition(tag).language_tag == "zh-Hans-CN"


@pytest.mark.parametrize("tag", ["zh-Hant-TW", "zh_Hans_CN", "de", ""])
def test_t10_a_language_that_is_not_here_is_refused(tag: str) -> None:
    with pytest.raises(LookupError, match="there is no edition"):
        load_edition(tag)


def test_t10_a_missing_message_is_never_english() -> None:
    with pytest.raises(MissingMessage, match=r"fr: .* 'Unheard of' in context 'frame'"):
        FR.text("frame", "Unheard of")


def test_t11_the_spaces_of_a_range_stay_thin() -> None:
    assert say("2020-10/2021-10", EN) == "October 2020\u2009–\u2009October 2021"


def test_t11_french_numbers_are_grouped_by_narrow_spaces() -> None:
    assert locale.say_number(69600, FR) == "69\u202f600"


# -- dates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "form", "english", "chinese"),
    [
        ("2021-12-01", "month", "1 December", "12月1日"),
        ("2021-03/2021-05", "month", "March – May", "3月至5月"),
        ("2021-12-01", "since", "since 1 December 2021", "自2021年12月1日起"),
        ("2021-03/2021-05", "year", "2021", "2021年"),
        ("2020-10/2021", "full", "October 2020 to 2021", "2020年10月至2021年"),
        ("2020-12-28/2021-01-03", "abbreviated", "28 Dec 2020 – 3 Jan 2021", "2020年12月28日至2021年1月3日"),
        ("2021-09?", "full", "September 2021 (uncertain)", "2021年9月（存疑）"),
        ("2021~", "full", "about 2021", "约2021年"),
        ("2021/", "full", "from 2021 (end not stated)", "自2021年起（终止时间未说明）"),
        ("2021-09", "iso", "2021-09", "2021-09"),
    ],
)
def test_dates_have_forms(text: str, form: str, english: str, chinese: str) -> None:
    assert (say(text, EN, form).replace("\u2009", " "), say(text, ZH, form)) == (english, chinese)


@pytest.mark.parametrize("text", ["2021", "2021/2022", "2020-10/2021-10"])
def test_a_month_is_not_said_of_what_has_none_or_several_years(text: str) -> None:
    with pytest.raises(ValueError, match="ask for"):
        say(text, EN, "month")


@pytest.mark.parametrize("text", ["../2021", "2020/2021"])
def test_since_is_not_said_of_what_ends(text: str) -> None:
    with pytest.raises(ValueError, match="is no beginning"):
        say(text, EN, "since")


def test_an_unknown_form_is_refused_with_those_that_exist() -> None:
    with pytest.raises(ValueError, match="full, abbreviated, month, short_month, year, weekday, since, iso"):
        say("2021", EN, "fancy")


def test_a_count_is_as_of_a_day_that_is_stated() -> None:
    assert locale.say_as_of(Edtf.parse("2021-12-01"), EN) == "as of 1 December 2021"


@pytest.mark.parametrize("text", ["2021", "2021/2023", "2021/.."])
def test_an_academic_year_is_two_years_that_follow(text: str) -> None:
    with pytest.raises(ValueError, match="write 2021/2022"):
        locale.say_academic_year(Edtf.parse(text), EN)


@given(value=values)
def test_z1_chinese_dates_are_not_padded(value: Edtf) -> None:
    assert not any(re.search(r"[年月至—]0", said) for said in every_way(value, ZH))


@in_every_edition
@given(text=days)
def test_a_single_date_is_found_in_the_range_that_it_ends(edition: Edition, text: str) -> None:
    start, end = f"{int(text[:4]) - 1:04}", text[:4]
    assert say(end, edition) in say(f"{start}/{end}", edition)


# -- numbers ---------------------------------------------------------------------------------------


@in_every_edition
@given(number=st.decimals(places=3, min_value=-(10**12), max_value=10**12))
def test_a_number_prints_all_its_digits_and_no_other(edition: Edition, number: Decimal) -> None:
    printed = locale.say_number(number, edition)
    assert re.sub(r"\D", "", printed) == re.sub(r"\D", "", f"{number:f}")


@in_every_edition
@given(number=st.integers(0, 10**9))
def test_a_count_in_a_table_prints_the_digits_of_its_number(edition: Edition, number: int) -> None:
    printed = locale.say_count(number, {"other": "{n} TISC"}, edition, words=False)
    assert re.sub(r"\D", "", printed) == str(number)


@given(number=st.integers(10, 10**6))
def test_e7_an_ordinal_prints_its_number(number: int) -> None:
    assert numbers_in(locale.say_ordinal(number, {"other": "{n}"}, EN).replace(",", "")) == {number}


def test_a_number_with_a_decimal_is_plural_in_english() -> None:
    assert locale.say_count(Decimal("1.5"), "official", EN) == "1.5 officials"


def test_e3_prose_spells_one_to_nine() -> None:
    forms = {"one": "{n} TISC", "other": "{n} TISCs"}
    assert [locale.say_count(n, forms, EN) for n in (1, 9, 10)] == ["one TISC", "nine TISCs", "10 TISCs"]


def test_tables_spell_no_number() -> None:
    assert locale.say_count(1, "project", EN, words=False) == "1 project"


def test_a_noun_without_words_is_missed() -> None:
    with pytest.raises(MissingMessage, match="unicorn"):
        locale.say_count(3, "unicorn", EN)


def test_a_share_is_rounded_where_a_percentage_is_not() -> None:
    two_thirds = Decimal(2) / 3
    said = locale.say_share(two_thirds, EN), locale.say_percent(Decimal("0.8567"), EN)
    assert said == ("66.7%", "85.67%")


def test_money_is_said_as_the_house_says_it() -> None:
    said = [locale.say_money(2_000_000, "CNY", edition) for edition in (EN, ZH)]
    assert said == ["RMB\u00a02,000,000", "2,000,000元"]


def test_what_is_no_number_is_not_printed() -> None:
    with pytest.raises(ValueError, match="no number to print"):
        locale.say_number(float("nan"), EN)


@pytest.mark.parametrize("length", ["P", "", "1Y", "P1W", "PT1H", "P1Y "])
def test_other_lengths_of_time_are_refused_with_an_example(length: str) -> None:
    with pytest.raises(ValueError, match="write P1Y"):
        locale.say_duration(length, EN)


def test_a_length_has_an_adjective() -> None:
    assert locale.say_duration("P1Y", EN, adjective=True) == "one-year"


def test_a_length_of_two_units_is_one_phrase() -> None:
    said = [locale.say_duration("P1Y6M", edition) for edition in (EN, ZH)]
    assert said == ["one year and six months", "一年零6个月"]


@pytest.mark.parametrize("number", ["", "VX", "IIII", "vii", "seven"])
def test_what_is_no_roman_numeral_names_no_chapter(number: str) -> None:
    with pytest.raises(ValueError, match="write 7 or VII"):
        locale.say_chapter(number, EN)


def test_headings_go_down_four_levels_in_chinese() -> None:
    numbers = ("3", "3.12", "3.1.2", "3.1.2.4", "3.1.2.4.5")
    assert [locale.say_section(n, ZH) for n in numbers] == ["三、", "（十二）", "2.", "（4）", "（5）"]


# -- lists, marks, names ---------------------------------------------------------------------------


def test_z14_title_marks_inside_a_title_are_inner_ones() -> None:
    assert locale.say_title("关于《专利法》的说明", ZH) == "《关于〈专利法〉的说明》"


def test_english_titles_have_no_marks() -> None:
    assert locale.say_titles(["A", "B"], EN) == "A and B"


@pytest.mark.parametrize(
    ("edition", "said"), [(EN, "“a ‘b’ c”"), (ZH, "“a ‘b’ c”"), (FR, "«\u00a0a “b” c\u00a0»")]
)
def test_quotations_inside_quotations_have_inner_marks(edition: Edition, said: str) -> None:
    opening, closing = edition.style.marks.quote
    assert locale.say_quote(f"a {opening}b{closing} c", edition) == said


@in_every_edition
def test_a_list_of_one_is_its_item(edition: Edition) -> None:
    assert locale.say_list(["EPO, EUIPO"], edition) == "EPO, EUIPO"


def test_a_place_without_a_name_is_an_error() -> None:
    with pytest.raises(LookupError, match="no name of the territory 'XU'"):
        locale.say_territory("XU", EN)


def test_a_script_is_told_without_half_width_brackets() -> None:
    assert locale.say_language("zh-Hans", ZH) == "简体中文"


# -- editions --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "style", "said"),
    [
        ("en", "month-day", "December 1, 2021"),
        ("en", "day-month", "1 December 2021"),
        ("en-US", "day-month", "December 1, 2021"),
        ("zh", "month-day", "2021年12月1日"),
    ],
)
def test_e1_one_style_of_dates_for_an_edition(tag: str, style: locale.DateStyleName, said: str) -> None:
    assert say("2021-12-01", load_edition(tag, date_style=style)) == said


def test_the_american_edition_reads_the_english_texts() -> None:
    assert (US.tag, US.language_tag) == ("en", "en-US")


@in_every_edition
def test_an_edition_travels_to_a_worker(edition: Edition) -> None:
    assert pickle.loads(pickle.dumps(edition)) == edition


def test_a_message_that_lacks_a_value_names_it() -> None:
    with pytest.raises(LookupError, match="needs a value for 'date'"):
        EN.text("date", "since {date}")


def test_a_pattern_keeps_its_braces() -> None:
    assert ZH.pattern("date", "since {date}") == "自{date}起"


@in_every_edition
@pytest.mark.parametrize("precision", Precision)
def test_x2_excel_formats_with_months_name_their_language(edition: Edition, precision: Precision) -> None:
    code = edition.excel_date_format(precision)
    assert code.startswith("[$-") or "m" not in code


# -- names and phrases -----------------------------------------------------------------------------


class Office(NamedTuple):
    name: Mapping[str, str] = MappingProxyType({"en": "European Patent Office", "zh": "欧洲专利局"})
    acronym: str = "EPO"


@pytest.mark.parametrize(
    ("edition", "said"), [(EN, "European Patent Office (EPO)"), (ZH, "欧洲专利局（EPO）")]
)
def test_a_name_is_said_with_its_acronym(edition: Edition, said: str) -> None:
    assert locale.say_name(Office(), edition) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021-05-02/2021-07-04", "du 2 mai 2021 au 4 juillet 2021"),
        ("2021-05/2021-07", "entre mai 2021 et juillet 2021"),
        ("2021-05-02/..", "depuis le 2 mai 2021"),
        ("2021-05/..", "depuis mai 2021"),
    ],
)
def test_french_phrases_tell_days_from_months(text: str, said: str) -> None:
    assert locale.say_span(Edtf.parse(text), FR) == said


@pytest.mark.parametrize(
    ("edition", "said"),
    [(EN, "two years, six months and 10 days"), (ZH, "两年零6个月零10天"), (FR, "2 ans, 6 mois et 10 jours")],
)
def test_a_length_of_three_units_is_one_list(edition: Edition, said: str) -> None:
    assert locale.say_duration("P2Y6M10D", edition) == said


def test_the_time_zone_changes_no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert say("2021-12-31", EN) == "31 December 2021"


@pytest.mark.parametrize(
    ("n", "said"), [(1, "1 يوم"), (2, "2 يومان"), (3, "3 أيام"), (11, "11 يوما"), (100, "100 يوم")]
)
def test_arabic_has_six_plural_forms(n: int, said: str) -> None:
    assert locale.say_duration(f"P{n}D", AR) == said


@pytest.mark.parametrize(
    ("currency", "said"), [("CHF", "CHF\u00a02,500.00"), ("GBP", "£2,500.00"), ("USD", "US$2,500.00")]
)
def test_a_currency_whose_symbol_is_letters_stands_off_its_amount(currency: str, said: str) -> None:
    assert locale.say_money(2500, currency, load_edition("en-GB"), "symbol") == said


def test_a_short_month_is_said_in_its_own_language_whoever_spoke_before() -> None:
    said = [say("2021-09", edition, "short_month") for edition in (ZH, FR, EN, ZH, AR)]
    assert said == ["9月", "sept.", "Sept", "9月", "سبتمبر"]

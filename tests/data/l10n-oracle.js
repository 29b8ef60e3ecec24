// Writes l10n-oracle.json: what Intl of Node (ICU) says, for tests/locale/test_oracle.py.
const out = [];
const locales = ["en-US", "en-GB", "zh-Hans-CN", "fr", "ar", "es", "ru"];
const utc = { timeZone: "UTC" };
const styles = {
  day: { year: "numeric", month: "long", day: "numeric" },
  month: { year: "numeric", month: "long" },
  weekday: { year: "numeric", month: "long", day: "numeric", weekday: "long" },
};
for (const locale of locales) {
  for (let m = 1; m <= 12; m++) {
    const day = new Date(Date.UTC(2019 + (m % 5), m - 1, 2 * m + 1));
    for (const [style, fields] of Object.entries(styles)) {
      const o = { ...fields, ...utc };
      if (locale === "ar") o.numberingSystem = "latn", o.calendar = "gregory";
      out.push([locale, "date", style, day.toISOString().slice(0, style === "month" ? 7 : 10), new Intl.DateTimeFormat(locale, o).format(day)]);
    }
  }
  for (const n of [0, 1, -1, 12, 999, 1000, 9999, 10000, 1234567, -98765.4321, 0.5, 100000000, 123456789012])
    out.push([locale, "number", "", n, new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(n)]);
  for (const n of [0, 0.01, 0.5, 0.856, 1, 1.25, -0.031, 12.5])
    out.push([locale, "percent", "", n, new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 10 }).format(n)]);
  for (const n of [0, 1, 2, 3, 5, 10, 11, 12, 20, 21, 22, 23, 31, 99, 100, 101, 102, 111, 112, 113, 121, 1000, 1000000, 0.5, 1.5])
    out.push([locale, "cardinal", "", n, new Intl.PluralRules(locale).select(n)]);
  for (const n of [...Array(31).keys()].map((k) => k + 1).concat([101, 111, 112, 113, 121]))
    out.push([locale, "ordinal", "", n, new Intl.PluralRules(locale, { type: "ordinal" }).select(n)]);
  for (const c of ["USD", "EUR", "CNY", "JPY", "GBP"])
    for (const n of [0, 1250, 1234567.5, -12])
      out.push([locale, "money", c, n, new Intl.NumberFormat(locale, { style: "currency", currency: c }).format(n)]);
  for (const n of [1, 2, 5, 21, 100])
    for (const unit of ["year", "month", "day"])
      out.push([locale, "unit", unit, n, new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(n)]);
  for (const n of [-30, -5, 2, 5, 30, 365])
    out.push([locale, "relative", "", n, new Intl.RelativeTimeFormat(locale).format(n, "day")]);
  for (const n of [999, 1234, 12345, 1234567, 1.5e9, 2.5e12])
    for (const form of ["short", "long"])
      out.push([locale, "compact", form, n, new Intl.NumberFormat(locale, { notation: "compact", compactDisplay: form, maximumFractionDigits: 1 }).format(n)]);
  for (const c of ["CNY", "USD", "EUR", "CHF"])
    out.push([locale, "currency_name", "", c, new Intl.DisplayNames(locale, { type: "currency" }).of(c)]);
  for (const type of ["conjunction", "disjunction"])
    for (const items of [[], ["A"], ["A", "B"], ["A", "B", "C"], ["A", "B", "C", "D"]])
      out.push([locale, "list", type, items, new Intl.ListFormat(locale, { type }).format(items)]);
}
console.log("[\n" + out.map((v) => JSON.stringify(v)).join(",\n") + "\n]");

#include "report/render/chart.h"
#include "report/document.h"
#include "report/render/text.h"

namespace dragoman::report {
namespace {

constexpr const char* styles = R"(
:root{color-scheme:light dark;--paper:#fdfdfb;--ink:#1a1d21;--soft:#5b6470;--line:#dfe2e6;--accent:#2b6f77}
@media(prefers-color-scheme:dark){:root{--paper:#14171b;--ink:#e6e9ee;--soft:#a3acb9;--line:#2c323a;--accent:#9ad3d0}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 Charter,'Bitstream Charter','Sitka Text',Cambria,Georgia,serif}
main{max-width:46rem;margin:0 auto;padding:3rem 1.25rem 4rem}
h1{font-size:1.9rem;line-height:1.2;font-weight:600;margin:0 0 .3rem}
.subtitle{color:var(--soft);margin:0 0 2.2rem}
h2{font:600 .8rem/1.3 system-ui,sans-serif;letter-spacing:.06em;text-transform:uppercase;color:var(--soft);border-top:1px solid var(--line);padding-top:1rem;margin:2.2rem 0 .7rem}
p{margin:0 0 .8rem}
ul{list-style:none;padding:0;margin:0}
.items li{display:grid;grid-template-columns:5.6rem 1fr;margin:0 0 .75rem}
.when{font:.8rem/1.9 system-ui,sans-serif;color:var(--soft);font-variant-numeric:tabular-nums}
.who{font-weight:600}
.what{font:.72rem/1 system-ui,sans-serif;letter-spacing:.03em;color:var(--accent)}
.tail,.where{color:var(--soft)}
q{quotes:'“' '”'}
sup{font:.68rem/1 system-ui,sans-serif;margin-left:.1rem}
sup a{color:var(--accent);text-decoration:none}
sup a:hover,sup a:focus{text-decoration:underline}
figure{margin:1.2rem 0}
figcaption,details{font:.8rem/1.4 system-ui,sans-serif;color:var(--soft);margin-top:.3rem}
summary{cursor:pointer}
svg.chart{width:100%;height:auto;display:block}
table{border-collapse:collapse;width:100%;font:.82rem/1.4 system-ui,sans-serif;font-variant-numeric:tabular-nums;margin:.4rem 0 1rem}
th,td{text-align:left;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:600}
.n{text-align:right}
.references{font-size:.82rem;line-height:1.45;columns:2;column-gap:2rem;padding-left:1.6rem}
.references li{break-inside:avoid;margin-bottom:.45rem;overflow-wrap:anywhere}
.references a{color:inherit}
.references li:target{outline:2px solid var(--accent);outline-offset:2px}
.method{font-size:.82rem;color:var(--soft)}
.method li{list-style:disc;margin:0 0 .25rem 1.1rem}
@media(max-width:40rem){.references{columns:1}.items li{display:block}}
@media print{
:root{--paper:#fff;--ink:#000;--soft:#444;--line:#ccc;--accent:#000}
html{font-size:8.5pt}
body{font-size:8.5pt;line-height:1.3}
main{max-width:none;padding:0}
h1{font-size:16pt}
.subtitle{margin-bottom:.5rem}
h2{margin:.6rem 0 .3rem;padding-top:.4rem;break-after:avoid}
figure{margin:.3rem auto;max-width:27rem}
.items{columns:2;column-gap:1.4rem}
.items li{display:block;margin-bottom:.35rem}
.when{font-size:7pt;line-height:1;margin-right:.4rem}
.items li div{display:inline}
figure,li{break-inside:avoid}
details{display:none}
.references{columns:3;column-gap:1rem}
.references li{margin-bottom:.15rem}
.references,.method,table{font-size:6.5pt;line-height:1.25}
@page{size:A4;margin:13mm}
}
)";

std::string cited(const References& references) {
    if (references.empty()) return "";
    // "1–3, 5": each end of a range is a link.
    std::string out = "<sup>", number;
    for (const char c : ranges(references) + "\n") {
        if (c >= '0' && c <= '9') {
            number += c;
            continue;
        }
        if (!number.empty()) out += "<a href=\"#r" + number + "\">" + number + "</a>";
        number.clear();
        if (c != '\n') out += c;
    }
    return out + "</sup>";
}

std::string table_of(const Table& table) {
    std::string out = "<table><thead><tr>";
    const auto open = [&](const char* tag, std::size_t i) {
        return std::string("<") + tag + (table.numbers && i > 0 ? " class=\"n\">" : ">");
    };
    for (std::size_t i = 0; i < table.columns.size(); ++i) out += open("th", i) + html_text(table.columns[i]) + "</th>";
    out += "</tr></thead><tbody>";
    for (const auto& row : table.rows) {
        out += "<tr>";
        for (std::size_t i = 0; i < row.size(); ++i) out += open("td", i) + html_text(row[i]) + "</td>";
        out += "</tr>";
    }
    return out + "</tbody></table>\n";
}

std::string section_of(const Section& section) {
    std::string out = "<section><h2>" + html_text(section.heading) + "</h2>\n";
    if (!section.sentences.empty()) {
        out += "<p>";
        for (const Sentence& sentence : section.sentences)
            out += html_text(sentence.text) + cited(sentence.references) + " ";
        out += "</p>\n";
    }
    for (const Chart& chart : section.charts)
        out += "<figure>" + chart.svg + "<figcaption>" + html_text(chart.caption) +
               "</figcaption><details><summary>The numbers</summary>" + table_of(chart.table) + "</details></figure>\n";
    for (const Table& table : section.tables) out += table_of(table);
    if (section.items.empty()) return out + "</section>\n";
    out += "<ul class=\"items\">";
    for (const Item& item : section.items) {
        out += "<li><span class=\"when\">" + html_text(item.when) + "</span><div>";
        if (!item.who.empty()) out += "<span class=\"who\"><bdi>" + html_text(item.who) + "</bdi></span> ";
        if (!item.what.empty()) out += "<span class=\"what\"><bdi>" + html_text(item.what) + "</bdi></span>";
        if (!item.quote.empty()) out += "<br><q><bdi>" + html_text(item.quote) + "</bdi></q>";
        if (!item.tail.empty()) out += " <span class=\"tail\"><bdi>" + html_text(item.tail) + "</bdi></span>";
        out += cited(item.references) + "</div></li>\n";
    }
    return out + "</ul></section>\n";
}

std::string reference(const Reference& r, std::size_t number) {
    std::string out = "<li id=\"r" + std::to_string(number) + "\"><span class=\"where\">" +
                      html_text(r.day.empty() ? "no date" : r.day);
    if (!r.source.empty()) out += ", <bdi>" + html_text(r.source) + "</bdi>";
    out += "</span>";
    const std::string address = safe_address(r.url);
    const std::string title = r.title.empty() ? "story " + r.story : r.title;
    out += address.empty() ? ", <bdi>" + html_text(title) + "</bdi>"
                           : ", <a href=\"" + html_text(address) + "\" rel=\"noreferrer nofollow\"><bdi>" +
                                 html_text(title) + "</bdi></a>";
    if (!r.words.empty()) out += ": <q><bdi>" + html_text(r.words) + "</bdi></q>";
    if (!r.title.empty()) out += " <span class=\"where\">(" + html_text(r.story) + ")</span>";
    return out + "</li>\n";
}

}  // namespace

std::string html(const Document& document) {
    std::string out =
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" "
        "content=\"default-src 'none'; style-src 'unsafe-inline'\"><meta name=\"viewport\" "
        "content=\"width=device-width, initial-scale=1\"><meta name=\"referrer\" content=\"no-referrer\"><title>" +
        html_text(document.title) + "</title><style>" + styles + chart_styles() + "</style></head>\n<body><main><h1>" +
        html_text(document.title) + "</h1><p class=\"subtitle\">" + html_text(document.subtitle) + "</p>\n";
    for (const Section& section : document.sections) out += section_of(section);
    out += "<section><h2>References</h2><ol class=\"references\">\n";
    for (std::size_t i = 0; i < document.references.size(); ++i) out += reference(document.references[i], i + 1);
    out += "</ol></section>\n<section><h2>Method</h2><ul class=\"method\">";
    for (const std::string& line : document.method) out += "<li>" + html_text(line) + "</li>";
    return out + "</ul></section></main></body></html>\n";
}

}  // namespace dragoman::report

#include "report/document.h"
#include "report/render/text.h"

namespace dragoman::report {
namespace {

/// " [[1–3]](#references)": anchors within a page are not the same on all that show Markdown, so numbers stand alone.
std::string cited(const References& references) {
    return references.empty() ? "" : " \\[" + ranges(references) + "\\]";
}

std::string table_of(const Table& table) {
    std::string out = "|", rule = "|";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        out += " " + markdown_text(table.columns[i]) + " |";
        rule += table.numbers && i > 0 ? " ---: |" : " --- |";
    }
    out += "\n" + rule + "\n";
    for (const auto& row : table.rows) {
        out += "|";
        for (const auto& cell : row) out += " " + markdown_text(cell) + " |";
        out += "\n";
    }
    return out + "\n";
}

std::string section_of(const Section& section) {
    std::string out = "## " + markdown_text(section.heading) + "\n\n";
    for (const Sentence& sentence : section.sentences)
        out += markdown_text(sentence.text) + cited(sentence.references) + "\n";
    if (!section.sentences.empty()) out += "\n";
    for (const Chart& chart : section.charts)
        if (!chart.table.columns.empty()) out += table_of(chart.table) + "*" + markdown_text(chart.caption) + "*\n\n";
    for (const Table& table : section.tables) out += table_of(table);
    for (const Item& item : section.items) {
        out += "- " + markdown_text(item.when);
        if (!item.who.empty()) out += " **" + markdown_text(item.who) + "**";
        if (!item.what.empty()) out += (item.who.empty() ? " " : ", ") + markdown_text(item.what);
        if (!item.quote.empty()) out += ":";
        if (!item.quote.empty()) out += " “" + markdown_text(item.quote) + "”";
        if (!item.tail.empty()) out += " " + markdown_text(item.tail);
        out += cited(item.references) + "\n";
    }
    return out + (section.items.empty() ? "" : "\n");
}

std::string reference(const Reference& r) {
    std::string out = markdown_text(r.day.empty() ? "no date" : r.day);
    if (!r.source.empty()) out += ", " + markdown_text(r.source);
    if (!r.title.empty()) out += ", *" + markdown_text(r.title) + "*";
    if (!r.words.empty()) out += ": “" + markdown_text(r.words) + "”";
    out += " (story " + markdown_text(r.story);
    if (const std::string address = safe_address(r.url); !address.empty()) out += ", <" + address + ">";
    return out + ")";
}

}  // namespace

std::string markdown(const Document& document) {
    std::string out = "# " + markdown_text(document.title) + "\n\n" + markdown_text(document.subtitle) + "\n\n";
    for (const Section& section : document.sections) out += section_of(section);
    out += "## References\n\n";
    for (std::size_t i = 0; i < document.references.size(); ++i)
        out += std::to_string(i + 1) + ". " + reference(document.references[i]) + "\n";
    out += "\n## Method\n\n";
    for (const std::string& line : document.method) out += "- " + markdown_text(line) + "\n";
    return out;
}

}  // namespace dragoman::report

#include "display.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include <fmt/format.h>

namespace dragoman::cli {
namespace {

struct Mark {
    std::uint32_t at;
    bool opens;
    int kind;  // of `kinds`
    std::uint32_t length;
};

constexpr int kind_count = 6;
constexpr const char* kinds[kind_count] = {"statement", "event", "figure", "commitment", "group", "stance"};
constexpr const char* colours[kind_count] = {"\x1b[36m", "\x1b[33m", "\x1b[32m", "\x1b[35m", "\x1b[34m", "\x1b[31m"};
constexpr const char* signs[kind_count][2] = {{"«", "»"}, {"{", "}"}, {"<", ">"}, {"[", "]"}, {"(", ")"}, {"~", "~"}};
constexpr const char* reset = "\x1b[0m";

/// Evidence of all rows as opening and closing marks; longer spans open first, close last.
std::vector<Mark> marks_of(const Record& r) {
    std::vector<Mark> marks;
    const auto add = [&](const std::vector<Passage>& passages, int kind) {
        for (const Passage& p : passages) {
            marks.push_back({p.start, true, kind, p.end - p.start});
            marks.push_back({p.end, false, kind, p.end - p.start});
        }
    };
    for (const auto& s : r.statements) add(s.content, 0);
    for (const auto& e : r.events) add(e.evidence, 1);
    for (const auto& f : r.figures) add(f.evidence, 2);
    for (const auto& c : r.commitments) add({c.action}, 3);
    for (const auto& g : r.groups) add(g.evidence, 4);
    for (const auto& s : r.stances) add(s.evidence, 5);
    std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
        if (a.at != b.at) return a.at < b.at;
        if (a.opens != b.opens) return !a.opens;
        return a.opens ? a.length > b.length : a.length < b.length;
    });
    return marks;
}

/// Byte offsets of the text's code points.
std::vector<std::size_t> offsets(const std::string& text) {
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) at.push_back(i);
    at.push_back(text.size());
    return at;
}

/// Nothing that a terminal would obey.
std::string harmless(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool c1 = c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        const bool bidi = text.substr(i).starts_with("\xE2\x80\xAE") || text.substr(i).starts_with("\xE2\x80\xAD");
        if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F)
            out += ' ';
        else if (c1)
            ++i, out += ' ';
        else if (bidi)
            i += 2, out += ' ';
        else
            out += static_cast<char>(c);
    }
    return out;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '&')
            out += "&amp;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\'')
            out += "&#39;";
        else
            out += c;
    }
    return out;
}

class Names {
public:
    explicit Names(const Record& r) {
        for (const auto& e : r.entities) name_[e.id] = e.name;
    }
    std::string of(const std::vector<std::string>& ids) const {
        std::string out;
        for (const auto& id : ids) {
            const auto at = name_.find(id);
            out += (out.empty() ? "" : ", ") + (at == name_.end() ? id : at->second);
        }
        return out;
    }

private:
    std::map<std::string, std::string> name_;
};

using Row = std::vector<std::string>;
struct Table {
    int kind;  ///< of `kinds`
    const char* title;
    Row columns;
    std::vector<Row> rows;
};

std::string joined(const std::vector<Passage>& passages) {
    std::string out;
    for (const auto& p : passages) out += (out.empty() ? "" : " … ") + p.text;
    return out;
}

std::string number(const std::optional<double>& v) { return v ? fmt::format("{:.15g}", *v) : "some"; }

std::vector<Table> tables_of(const Record& r) {
    const Names names(r);
    std::vector<Table> all;
    Table said{0, "Statements", {"speaker", "form", "cue", "to", "content"}, {}};
    for (const auto& s : r.statements)
        said.rows.push_back({names.of(s.speakers) +
                                 (s.through.empty() ? "" : " (through " + names.of(s.through) + ")") +
                                 (s.by.empty() ? "" : " (by " + names.of(s.by) + ")"),
                             s.form, s.cue ? s.cue->text : "", names.of(s.to), joined(s.content)});
    Table done{1, "Events", {"type", "actor", "recipient", "status", "time", "evidence"}, {}};
    for (const auto& e : r.events)
        done.rows.push_back({e.type + (e.mode.empty() ? "" : "/" + e.mode), names.of(e.actors), names.of(e.recipients),
                             e.status, e.time, joined(e.evidence)});
    Table measured{2, "Figures", {"value", "unit", "of", "role", "period", "by", "evidence"}, {}};
    for (const auto& f : r.figures)
        measured.rows.push_back(
            {(f.comparator == "=" ? "" : f.comparator + " ") + number(f.value) + (f.max ? "–" + number(f.max) : ""),
             f.unit, joined(f.of), f.role + (f.direction.empty() ? "" : " " + f.direction), f.period, names.of(f.by),
             joined(f.evidence)});
    Table promised{3, "Commitments", {"by", "to", "strength", "due", "action"}, {}};
    for (const auto& c : r.commitments)
        promised.rows.push_back({names.of(c.by), names.of(c.to), c.strength, c.due, c.action.text});
    Table stands{5, "Stances", {"holder", "stance", "target", "evidence"}, {}};
    for (const auto& s : r.stances)
        stands.rows.push_back({names.of(s.holder), s.stance,
                               s.target.words ? s.target.words->text : names.of({s.target.entity}),
                               joined(s.evidence)});
    Table belongs{4, "Groups", {"group", "members", "evidence"}, {}};
    for (const auto& g : r.groups)
        belongs.rows.push_back({names.of({g.group}), names.of(g.members), joined(g.evidence)});
    for (Table* t : {&said, &done, &measured, &promised, &stands, &belongs})
        if (!t->rows.empty()) all.push_back(std::move(*t));
    return all;
}

std::size_t columns_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string fitted(std::string text, std::size_t width) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    if (columns_of(text) <= width) return text + std::string(width - columns_of(text), ' ');
    std::size_t i = 0, n = 0;
    while (i < text.size() && n + 1 < width) {
        ++i;
        while (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) ++i;
        ++n;
    }
    return text.substr(0, i) + "…";
}

void print_table(const Table& t, const Style& style, std::string& out) {
    std::vector<std::size_t> width;
    std::size_t total = 0;
    for (std::size_t c = 0; c < t.columns.size(); ++c) {
        std::size_t w = 0;
        for (const Row& row : t.rows) w = std::max(w, columns_of(row[c]));
        if (w > 0) w = std::max(w, std::string_view(t.columns[c]).size());  // a column that says nothing is left out
        width.push_back(std::min<std::size_t>(w, 28));
        total += width.back() + (w > 0 ? 2 : 0);
        if (c + 1 == t.columns.size() && w > 0) {
            const auto room = static_cast<std::size_t>(style.width);
            const std::size_t before = total - width.back() - 2;
            width.back() = std::max<std::size_t>(24, std::min(w, room > before ? room - before : 24));
        }
    }
    const auto line = [&](const Row& row, const char* look) {
        std::string text;
        for (std::size_t c = 0; c < row.size(); ++c)
            if (width[c] > 0) text += fitted(harmless(row[c]), width[c]) + "  ";
        while (text.ends_with(' ')) text.pop_back();
        out += style.colour ? fmt::format("  {}{}{}\n", look, text, reset) : "  " + text + "\n";
    };
    out += style.colour ? fmt::format("\n\x1b[1m{}{}{}\n", colours[t.kind], t.title, reset)
                        : fmt::format("\n{}\n", t.title);
    line(t.columns, "\x1b[2m");
    for (const Row& row : t.rows) line(row, "");
}

/// The text with its marks, and the tables of rows.
std::string text_and_tables(const Record& r) {
    std::string out = "<p>";
    const auto at = offsets(r.story.text);
    std::size_t from = 0;
    std::vector<int> open;
    const auto reopen = [&](int kind) { out += fmt::format("<span class=\"{}\">", kinds[kind]); };
    for (const Mark& m : marks_of(r)) {
        out += escaped(std::string_view(r.story.text).substr(at[from], at[m.at] - at[from]));
        from = m.at;
        if (m.opens) {
            open.push_back(m.kind);
            reopen(m.kind);
            continue;
        }
        const auto last = std::find(open.rbegin(), open.rend(), m.kind);
        if (last == open.rend()) continue;
        const auto index = static_cast<std::size_t>(std::distance(open.begin(), std::next(last).base()));
        for (std::size_t i = open.size(); i > index; --i) out += "</span>";
        open.erase(open.begin() + static_cast<std::ptrdiff_t>(index));
        for (std::size_t i = index; i < open.size(); ++i) reopen(open[i]);
    }
    out += escaped(std::string_view(r.story.text).substr(at[from])) + "</p>\n";
    for (const Table& t : tables_of(r)) {
        out += fmt::format("<h2>{}</h2>\n<table><tr>", t.title);
        for (const auto& c : t.columns) out += "<th>" + escaped(c) + "</th>";
        out += "</tr>\n";
        for (const Row& row : t.rows) {
            out += "<tr>";
            for (const auto& cell : row) out += "<td>" + escaped(cell) + "</td>";
            out += "</tr>\n";
        }
        out += "</table>\n";
    }
    return out;
}

/// The page's style, of what lies in `inside`.
std::string style_of(const std::string& inside) {
    std::string css;
    for (const char* rule :
         {"p{white-space:pre-wrap}", "table{border-collapse:collapse;font:14px/1.4 sans-serif;width:100%}",
          "td{border-bottom:1px solid #ddd;padding:.3rem .5rem;text-align:left;vertical-align:top}",
          "th{border-bottom:1px solid #ddd;padding:.3rem .5rem;text-align:left;vertical-align:top}",
          ".statement{background:#e3f2fd}", ".event{border-bottom:2px solid #f9a825}", ".figure{background:#e8f5e9}",
          ".commitment{background:#fce4ec}", ".group{background:#ede7f6}", ".stance{border-bottom:2px dotted #b71c1c}"})
        css += inside + rule;
    return css;
}

}  // namespace

Style terminal_style(std::FILE* stream) {
    Style style;
    if (!isatty(fileno(stream))) return style;
    const auto given = [](const char* name) { return std::string_view(std::getenv(name) ? std::getenv(name) : ""); };
    style.colour = given("NO_COLOR").empty() && given("TERM") != "dumb";
    winsize size{};
    if (ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 40) style.width = size.ws_col;
    return style;
}

std::string as_text(const Record& r, const Style& style) {
    std::string out;
    if (!r.story.title.empty()) out += harmless(r.story.title) + "\n";
    out += harmless(r.story.source) + (r.story.source.empty() ? "" : ", ") + harmless(r.story.published) + "\n\n";
    const auto at = offsets(r.story.text);
    const auto slice = [&](std::size_t a, std::size_t b) {
        return harmless(std::string_view(r.story.text).substr(at[a], at[b] - at[a]));
    };
    std::size_t from = 0;
    std::vector<int> open;
    for (const Mark& m : marks_of(r)) {
        out += slice(from, m.at);
        from = m.at;
        if (m.opens) open.push_back(m.kind);
        if (style.colour) out += std::string(reset) + colours[m.kind];
        out += signs[m.kind][m.opens ? 0 : 1];  // colour alone tells nothing: two kinds may share words
        if (const auto last = std::find(open.rbegin(), open.rend(), m.kind); !m.opens && last != open.rend())
            open.erase(std::next(last).base());
        if (style.colour) out += reset + std::string(open.empty() ? "" : colours[open.back()]);
    }
    out += slice(from, at.size() - 1) + "\n\n";
    for (int k = 0; k < kind_count; ++k)
        out += fmt::format("{}{}{}{}{}{}", k ? " " : "", style.colour ? colours[k] : "", signs[k][0], kinds[k],
                           signs[k][1], style.colour ? reset : "");
    out += "\n";
    for (const Table& t : tables_of(r)) print_table(t, style, out);
    for (const Note& n : r.notes) out += fmt::format("\nnote: {}\n", harmless(n.message));
    return out;
}

std::string as_html(const Record& r) {
    return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta "
           "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
           "<meta name=\"viewport\" content=\"width=device-width\"><title>" +
           escaped(r.story.title.empty() ? r.story.id : r.story.title) +
           "</title><style>body{font:16px/1.6 Georgia,serif;max-width:62rem;margin:2rem auto;padding:0 "
           "1rem;color:#222}" +
           style_of("") + "</style></head><body>\n<h1>" + escaped(r.story.title) + "</h1>\n" + text_and_tables(r) +
           "</body></html>\n";
}

std::string as_html_fragment(const Record& r) {
    return "<div class=\"dragoman\"><style>.dragoman{font:15px/1.6 Georgia,serif;max-width:62rem;color:#222;"
           "background:#fff;padding:.5rem 1rem}" +
           style_of(".dragoman ") + "</style>\n" +
           (r.story.title.empty() ? "" : "<h3>" + escaped(r.story.title) + "</h3>\n") + text_and_tables(r) + "</div>\n";
}

}  // namespace dragoman::cli

#include "ask/print.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <ostream>

#include "record/scalars.h"

namespace dragoman::ask {
namespace {

constexpr int narrowest = 6;           // no column is squeezed below this
constexpr std::size_t most_lines = 8;  // of a cell
constexpr std::string_view gap = "  ";
constexpr std::string_view joints = " -/_";  // where a line may end
constexpr int prose = 60;                    // a column with a cell wider than this gets twice the room

int width_of(UChar32 c) {
    if (c < 0x300) return 1;
    const auto type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
    const int east = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return east == U_EA_WIDE || east == U_EA_FULLWIDTH ? 2 : 1;
}

/// Bytes of the front of `text` that fit into `width` columns; at least one character.
std::size_t fitting(std::string_view text, int width) {
    std::int32_t at = 0;
    const auto size = static_cast<std::int32_t>(text.size());
    for (int used = 0; at < size;) {
        const std::int32_t before = at;
        UChar32 c;
        U8_NEXT(text.data(), at, size, c);
        used += width_of(c < 0 ? 0xFFFD : c);
        if (used > width && before > 0) return static_cast<std::size_t>(before);
    }
    return text.size();
}

/// Control characters could move the cursor or colour the screen.
std::string printable(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    for (std::size_t at = 0; (at = text.find('\xC2', at)) != std::string::npos; ++at)  // U+0080 to U+009F
        if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) text.replace(at, 2, " ");
    return text;
}

std::vector<std::string> wrapped(std::string_view text, int width) {
    std::vector<std::string> lines;
    while (!text.empty() && lines.size() < most_lines) {
        std::size_t fits = fitting(text, width);
        if (fits < text.size() && text[fits] != ' ')
            if (const auto joint = text.substr(0, fits).find_last_of(joints);
                joint != std::string_view::npos && joint > 0)
                fits = text[joint] == ' ' ? joint : joint + 1;
        lines.emplace_back(text.substr(0, fits));
        text.remove_prefix(fits);
        text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    }
    if (!text.empty()) lines.back() = lines.back().substr(0, fitting(lines.back(), width - 1)) + "…";
    if (lines.empty()) lines.emplace_back();
    return lines;
}

void append_padded(std::string& line, std::string_view text, int width, bool right) {
    const std::string blanks(static_cast<std::size_t>(std::max(0, width - display_width(text))), ' ');
    line += right ? blanks + std::string(text) : std::string(text) + blanks;
}

int longest_word(std::string_view text) {
    int longest = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(joints, at), text.size() - 1);
        longest = std::max(longest, display_width(text.substr(at, end - at + (text[end] != ' '))));
        at = end + 1;
    }
    return longest;
}

struct Width {
    int now = 0;    ///< the widest cell's at first
    int floor = 0;  ///< the longest word's
    int share = 1;  ///< of the room, against the others
};

/// Cuts down the widest column, a share taken for one column, until all fit: first those that can be
/// cut between words, then, if they must, within words.
void fit(std::vector<Width>& columns, int room) {
    int sum = static_cast<int>(gap.size() * (columns.size() - 1));
    for (const Width& column : columns) sum += column.now;
    for (const bool within_words : {false, true}) {
        while (sum > room) {
            Width* widest = nullptr;
            for (Width& column : columns) {
                const bool can = column.now > (within_words ? narrowest : std::max(narrowest, column.floor));
                if (can && (!widest || column.now * widest->share > widest->now * column.share)) widest = &column;
            }
            if (!widest) break;
            --widest->now;
            --sum;
        }
    }
}

std::size_t print_table(std::ostream& out, store::Rows& rows, int width) {
    const auto& columns = rows.columns();
    std::vector<std::vector<std::string>> cells;
    for (std::vector<store::Value> row; rows.next(row);) {
        cells.emplace_back();
        for (const auto& value : row) cells.back().push_back(printable(store::plain(value)));
    }
    std::vector<Width> widths;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        Width& column = widths.emplace_back();
        column.now = column.floor = display_width(columns[c].name);
        for (const auto& row : cells) {
            column.now = std::max(column.now, display_width(row[c]));
            column.floor = std::max(column.floor, longest_word(row[c]));
        }
        if (column.now > prose) column.share = 2;
    }
    fit(widths, width);

    const auto print_row = [&](const std::vector<std::string>& row) {
        std::vector<std::vector<std::string>> lines;
        std::size_t height = 1;
        for (std::size_t c = 0; c < row.size(); ++c) {
            lines.push_back(wrapped(row[c], widths[c].now));
            height = std::max(height, lines.back().size());
        }
        for (std::size_t i = 0; i < height; ++i) {
            std::string line;
            for (std::size_t c = 0; c < row.size(); ++c) {
                if (c > 0) line += gap;
                append_padded(line, i < lines[c].size() ? lines[c][i] : "", widths[c].now, columns[c].numeric);
            }
            line.erase(line.find_last_not_of(' ') + 1);
            out << line << '\n';
        }
    };
    std::vector<std::string> names, rules;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        names.push_back(printable(columns[c].name));
        rules.emplace_back();
        for (int i = 0; i < widths[c].now; ++i) rules.back() += "─";
    }
    print_row(names);
    print_row(rules);
    for (const auto& row : cells) print_row(row);
    return cells.size();
}

std::size_t print_json(std::ostream& out, store::Rows& rows) {
    std::size_t count = 0;
    out << "[";
    for (std::vector<store::Value> row; rows.next(row); ++count) {
        std::string line = count ? ",\n {" : "\n {";
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (c > 0) line += ',';
            record::append_json_string(line, rows.columns()[c].name);
            line += ':';
            store::append_json(line, row[c]);
        }
        out << line << '}';
    }
    out << "\n]\n";
    return count;
}

void append_csv(std::string& line, const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        line += text;
        return;
    }
    line += '"';
    for (const char c : text) line.append(c == '"' ? 2 : 1, c);
    line += '"';
}

std::size_t print_csv(std::ostream& out, store::Rows& rows) {
    std::size_t count = 0;
    std::string line;
    for (const auto& column : rows.columns()) append_csv(line, column.name), line += ',';
    if (!line.empty()) line.pop_back();
    out << line << "\r\n";
    for (std::vector<store::Value> row; rows.next(row); ++count) {
        line.clear();
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (c > 0) line += ',';
            append_csv(line, store::plain(row[c]));
        }
        out << line << "\r\n";
    }
    return count;
}

/// Text in which no character is markup: ASCII punctuation may always stand behind a backslash.
std::string inert(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view("\\`*_{}[]<>#|!&~$").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

std::size_t print_markdown(std::ostream& out, store::Rows& rows) {
    std::string names = "|", rules = "|";
    for (const auto& column : rows.columns()) {
        names += ' ' + inert(printable(column.name)) + " |";
        rules += column.numeric ? " ---: |" : " --- |";
    }
    out << names << '\n' << rules << '\n';
    std::size_t count = 0;
    for (std::vector<store::Value> row; rows.next(row); ++count) {
        std::string line = "|";
        for (const auto& value : row) line += ' ' + inert(printable(store::plain(value))) + " |";
        out << line << '\n';
    }
    return count;
}

}  // namespace

int display_width(std::string_view utf8) {
    int width = 0;
    const auto size = static_cast<std::int32_t>(utf8.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 c;
        U8_NEXT(utf8.data(), at, size, c);
        width += width_of(c < 0 ? 0xFFFD : c);
    }
    return width;
}

std::size_t print(std::ostream& out, store::Rows& rows, Format format, int width) {
    switch (format) {
        case Format::json:
            return print_json(out, rows);
        case Format::csv:
            return print_csv(out, rows);
        case Format::markdown:
            return print_markdown(out, rows);
        case Format::table:
            break;
    }
    return print_table(out, rows, width);
}

}  // namespace dragoman::ask

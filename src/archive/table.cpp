#include "archive/table.h"

#include <simdjson.h>

#include <algorithm>

namespace dragoman::archive {
namespace {

constexpr std::size_t most_header = 256 << 10;
constexpr std::size_t most_columns = 4096;

/// Walks over one row. Quotes open a field only at its beginning; one in the middle of a field, or bytes
/// behind the closing one, are the field's own, as spreadsheets read it.
class Row {
public:
    Row(std::string_view bytes, char delimiter, bool last) : bytes_(bytes), delimiter_(delimiter), last_(last) {}

    /// The fields up to the row's end; false when `bytes` end before it does.
    bool read(std::vector<std::string>& fields) {
        fields.clear();
        while (true) {
            std::string field;
            const bool quoted = at_ < bytes_.size() && bytes_[at_] == '"';
            if (quoted && !read_quoted(field)) return false;
            const std::size_t end = bytes_.find_first_of(stops(), at_);
            if (end == std::string_view::npos) {
                if (!last_) return false;
                field += bytes_.substr(at_);
                at_ = bytes_.size();
            } else {
                field += bytes_.substr(at_, end - at_);
                at_ = end;
            }
            if (fields.size() < most_columns) fields.push_back(std::move(field));
            if (at_ == bytes_.size()) return true;
            const char stop = bytes_[at_];
            if (stop == '\r' && at_ + 1 == bytes_.size() && !last_) return false;
            ++at_;
            if (stop == delimiter_) continue;
            if (stop == '\r' && at_ < bytes_.size() && bytes_[at_] == '\n') ++at_;
            return true;
        }
    }

    std::size_t size() const { return at_; }

private:
    std::string_view stops() const { return {stops_, 3}; }

    bool read_quoted(std::string& field) {
        ++at_;
        while (true) {
            const std::size_t quote = bytes_.find('"', at_);
            if (quote == std::string_view::npos) return false;
            field += bytes_.substr(at_, quote - at_);
            at_ = quote + 1;
            if (at_ == bytes_.size()) return last_;
            if (bytes_[at_] != '"') return true;
            field += '"';
            ++at_;
        }
    }

    std::string_view bytes_;
    char delimiter_;
    bool last_;
    char stops_[3] = {delimiter_, '\r', '\n'};
    std::size_t at_ = 0;
};

/// windows-1252 → UTF-8; the five bytes it leaves open become U+FFFD.
void append_windows_1252(unsigned char byte, std::string& into) {
    static constexpr std::uint16_t high[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                               0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                               0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                               0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    const std::uint16_t c = byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte;
    if (c < 0x80) {
        into += static_cast<char>(c);
    } else if (c < 0x800) {
        into += static_cast<char>(0xC0 | c >> 6);
        into += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        into += static_cast<char>(0xE0 | c >> 12);
        into += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        into += static_cast<char>(0x80 | (c & 0x3F));
    }
}

std::size_t lines_in(std::string_view bytes) {
    return static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
}

class TableReader final : public Reader {
public:
    TableReader(std::unique_ptr<Stream> stream, std::string where, const Limits& limits, const story::Mapping& mapping)
        : stream_(std::move(stream)), where_(std::move(where)), limits_(limits), mapping_(mapping) {}

    std::optional<Item> next() override {
        if (ended_) return {};
        if (!begun_)
            if (auto problem = begin()) {
                ended_ = true;
                return problem;
            }
        while (true) {
            const std::string_view blank = stream_->peek(1);
            if (const auto stop = blank.find_first_not_of("\r\n"); stop != 0 && !blank.empty()) {
                line_ += lines_in(blank.substr(0, stop));
                stream_->skip(std::min(stop, blank.size()));
                continue;
            }
            if (blank.empty()) {
                ended_ = true;
                if (stream_->gap()) return broken(stream_->gap()->reason);
                return {};
            }
            return row();
        }
    }

private:
    std::optional<Item> begin() {
        begun_ = true;
        std::string_view head = stream_->peek(most_header);
        const TableHeader header = table_header(head, head.size() < most_header);
        if (header.size == 0) return broken("its first line is too long for a header");
        auto columns = mapping_.columns(header.names, where_);
        if (!columns) {
            Document document{.context = {.where = where_}};
            document.error = columns.error();
            return document;
        }
        columns_ = std::move(*columns);
        names_ = header.names;
        delimiter_ = header.delimiter;
        line_ = 1 + lines_in(head.substr(0, header.size));
        stream_->skip(header.size);
        return {};
    }

    Document broken(std::string what) {
        Document document{.context = {.where = where_ + ":" + std::to_string(line_)}};
        document.error = Error{std::move(what), document.context.where, ""};
        return document;
    }

    std::optional<Item> row() {
        std::vector<std::string> fields;
        for (std::size_t wanted = 64 << 10;; wanted *= 4) {
            const std::size_t room = std::min(wanted, limits_.document);
            const std::string_view window = stream_->peek(room);
            const bool last = window.size() < room;
            Row row(window, delimiter_, last);
            if (row.read(fields)) {
                Document document = document_of(fields);
                if (last && stream_->gap() && row.size() == window.size())
                    document.error = Error{stream_->gap()->reason, document.context.where, ""}, stream_->pass_gap(),
                    ended_ = true;
                line_ += lines_in(window.substr(0, row.size()));
                stream_->skip(row.size());
                return document;
            }
            if (last || room == limits_.document) return unclosed(last);
        }
    }

    /// A row that does not end: told, and left at the end of its first line.
    Item unclosed(bool last) {
        Document document = broken(last ? "a quoted field is not closed"
                                        : "the row is larger than " + std::to_string(limits_.document) + " bytes");
        std::string_view line = stream_->line(limits_.document);
        stream_->skip(line.size());
        ++line_;
        // One quote too many makes all that follows look quoted or not: rows are looked for a bounded number of times.
        if (++unclosed_ > 20) ended_ = true;
        return document;
    }

    Document document_of(const std::vector<std::string>& fields) {
        Document document{.context = {.where = where_ + ":" + std::to_string(line_)}, .json_line = true, .named = true};
        if (fields.size() > names_.size() &&
            std::any_of(fields.begin() + static_cast<std::ptrdiff_t>(names_.size()), fields.end(),
                        [](const auto& field) { return !field.empty(); })) {
            document.error = Error{
                "has " + std::to_string(fields.size()) + " fields, the header has " + std::to_string(names_.size()),
                document.context.where, ""};
            return document;
        }
        const auto filled = [&](std::size_t column) { return column < fields.size() && !fields[column].empty(); };
        if (std::none_of(columns_.text.begin(), columns_.text.end(), filled)) document.passed_over = "row without text";
        std::string& json = document.bytes;
        for (const std::size_t column : columns_.wanted) {
            if (!filled(column)) continue;
            json += json.empty() ? '{' : ',';
            append_json(names_[column], json);
            json += ':';
            append_json(fields[column], json);
        }
        json += json.empty() ? "{}" : "}";
        return document;
    }

    std::unique_ptr<Stream> stream_;
    const std::string where_;
    const Limits limits_;
    const story::Mapping& mapping_;
    std::vector<std::string> names_;
    story::Mapping::Columns columns_;
    char delimiter_ = ',';
    std::size_t line_ = 1;
    int unclosed_ = 0;
    bool begun_ = false, ended_ = false;
};

}  // namespace

TableHeader table_header(std::string_view head, bool whole) {
    TableHeader best;
    const std::size_t mark = head.starts_with("\xef\xbb\xbf") ? 3 : 0;
    head = head.substr(0, most_header);
    for (const char delimiter : {',', '\t', ';', '|'}) {
        Row row(head.substr(mark), delimiter, whole);
        std::vector<std::string> names;
        if (!row.read(names) || names.size() <= best.names.size()) continue;
        best = {std::move(names), delimiter, mark + row.size()};
    }
    for (auto& name : best.names) {
        while (!name.empty() && (name.back() == ' ' || name.back() == '\t')) name.pop_back();
        name.erase(0, std::min(name.find_first_not_of(" \t"), name.size()));
    }
    return best;
}

std::unique_ptr<Reader> table_reader(std::unique_ptr<Stream> stream, std::string where, const Limits& limits,
                                     const story::Mapping& mapping) {
    return std::make_unique<TableReader>(std::move(stream), std::move(where), limits, mapping);
}

void append_json(std::string_view text, std::string& json) {
    std::string recoded;
    if (!simdjson::validate_utf8(text.data(), text.size())) {
        for (const char c : text) append_windows_1252(static_cast<unsigned char>(c), recoded);
        text = recoded;
    }
    json.reserve(json.size() + text.size() + text.size() / 16 + 2);
    json += '"';
    std::size_t run = 0;  // begin of bytes that stay as they are
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 32 && byte != '"' && byte != '\\') continue;
        json += text.substr(run, i - run);
        run = i + 1;
        json += '\\';
        if (byte == '\n') {
            json += 'n';
        } else if (byte >= 32) {
            json += text[i];
        } else {
            static constexpr char digit[] = "0123456789abcdef";
            json += "u00";
            json += digit[byte >> 4];
            json += digit[byte & 15];
        }
    }
    json += text.substr(run);
    json += '"';
}

}  // namespace dragoman::archive

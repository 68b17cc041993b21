#include "archive/warc.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "archive/http.h"

namespace dragoman::archive {
namespace {

constexpr std::size_t most_header = 1 << 20;
constexpr std::size_t most_arc_line = 64 << 10;

/// What the head of a record says, of either format.
struct Head {
    std::string type;  ///< lower case
    std::string url, date, content_type;
    std::size_t size = 0;  ///< bytes of the head
    std::optional<std::uint64_t> length;
    bool segment = false;  ///< a part of a record only
};

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || stop != text.data() + text.size() || value > (1ull << 62)) return {};
    return value;
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

/// As a URL should be: wget has written "<…>", others blanks.
std::string url_of(std::string_view text) {
    if (text.size() > 1 && text.front() == '<' && text.back() == '>') text = text.substr(1, text.size() - 2);
    std::string url;
    for (const char c : text) c == ' ' ? url += "%20" : url += c;
    return url;
}

Head warc_head(std::string_view bytes) {
    const Headers headers = read_headers(bytes);
    return {.type = lower(headers.get("WARC-Type")),
            .url = url_of(headers.get("WARC-Target-URI")),
            .date = std::string(headers.get("WARC-Date")),
            .content_type = std::string(headers.get("Content-Type")),
            .size = headers.size,
            .length = number(headers.get("Content-Length")),
            .segment = !headers.get("WARC-Segment-Number").empty()};
}

bool digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "20240503093000" → "2024-05-03T09:30:00Z".
std::string arc_date(std::string_view text) {
    if (!digits(text) || text.size() < 8) return {};
    std::string date =
        std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) + "-" + std::string(text.substr(6, 2));
    if (text.size() >= 14)
        date += "T" + std::string(text.substr(8, 2)) + ":" + std::string(text.substr(10, 2)) + ":" +
                std::string(text.substr(12, 2)) + "Z";
    return date;
}

bool scheme(std::string_view url) {
    const auto colon = url.find(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    return std::all_of(url.begin(), url.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' ||
               c == '.';
    });
}

/// A line "URL address date type length" of version 1, or with "status checksum location offset file"
/// before the length of version 2. The URL may have blanks in it, so that fields are told from behind.
std::optional<Head> arc_head(std::string_view line) {
    const std::size_t end = line.find('\n');
    if (end == std::string_view::npos) return {};
    Head head{.type = "response", .size = end + 1};
    line = line.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!scheme(line)) return {};
    std::vector<std::string_view> fields;  // from behind
    for (std::string_view rest = line; fields.size() < 10;) {
        const auto blank = rest.rfind(' ');
        fields.push_back(blank == std::string_view::npos ? rest : rest.substr(blank + 1));
        if (blank == std::string_view::npos) break;
        rest = rest.substr(0, blank);
    }
    for (const std::size_t type : {1u, 6u}) {  // where in `fields` the type stands
        const std::size_t beside = type + 3;   // fields behind the URL
        if (fields.size() < beside + 1) continue;
        const std::string_view address = fields[type + 2], date = fields[type + 1];
        const bool file = line.starts_with("filedesc:") && type == 1;  // the head of the whole is taken as it is
        if (!file && (!digits(fields[0]) || !digits(date) || date.size() < 8)) continue;
        if (!file &&
            (address.find_first_not_of("0123456789abcdefABCDEF.:-") != std::string_view::npos || address.empty()))
            continue;
        head.length = number(fields[0]);
        head.content_type = fields[type];
        head.date = arc_date(date);
        head.url = url_of(line.substr(0, static_cast<std::size_t>(address.data() - line.data()) - 1));
        if (head.url.starts_with("filedesc:")) head.type = "filedesc";
        return head;
    }
    return {};
}

bool may_hold_a_story(std::string_view content_type) {
    const std::string type = lower(content_type.substr(0, content_type.find(';')));
    return type.empty() || type.find("html") != std::string::npos || type.find("xml") != std::string::npos ||
           type.find("json") != std::string::npos || type.find("text/plain") != std::string::npos;
}

class RecordReader final : public Reader {
public:
    RecordReader(std::unique_ptr<Stream> stream, std::string where, const Limits& limits, bool all, bool arc)
        : stream_(std::move(stream)), where_(std::move(where)), limits_(limits), all_(all), arc_(arc) {}

    std::optional<Item> next() override {
        while (true) {
            const auto blank = stream_->peek(1).find_first_not_of("\r\n");
            if (blank != 0 && !stream_->held().empty()) {
                stream_->skip(std::min(blank, stream_->held().size()));
                continue;
            }
            if (stream_->held().empty()) {
                if (!stream_->gap()) return {};
                const std::string reason = stream_->gap()->reason;
                stream_->pass_gap();
                if (std::exchange(lost_, true)) continue;  // told with the record before
                return broken(stream_->position(), reason);
            }
            if (auto head = read_head()) {
                lost_ = false;
                if (auto document = record(*head)) return document;
            } else if (auto document = search()) {
                return document;
            }
        }
    }

private:
    std::string named(std::uint64_t position) { return where_ + "@" + std::to_string(stream_->place(position)); }

    Document broken(std::uint64_t position, std::string what) {
        Document document{.context = {.where = named(position)}};
        document.error = Error{std::move(what), document.context.where, ""};
        return document;
    }

    std::optional<Head> read_head() {
        if (arc_) {
            stream_->line(most_arc_line);
            return arc_head(stream_->held().substr(0, most_arc_line));
        }
        if (!begins_warc(stream_->peek(16))) return {};
        for (std::size_t begin = 0; begin < most_header;) {  // holds the head, up to its blank line
            const std::size_t end = stream_->held().find('\n', begin);
            if (end == std::string_view::npos) {
                const std::size_t held = stream_->held().size();
                if (stream_->peek(held + 1).size() == held) break;
                continue;
            }
            if (stream_->held().substr(begin, end - begin).find_first_not_of(" \t\r") == std::string_view::npos) break;
            begin = end + 1;
        }
        return warc_head(stream_->held().substr(0, most_header));
    }

    /// Goes to where the next record begins; a document says what was skipped, once.
    std::optional<Item> search() {
        const std::uint64_t from = stream_->position();
        std::optional<Item> report;
        if (!lost_) report = broken(from, arc_ ? "no ARC record begins here" : "no WARC record begins here");
        lost_ = true;
        while (true) {
            const std::string_view line = stream_->line(most_arc_line);
            if (line.empty()) return report;
            stream_->skip(line.size());
            const std::string_view next = stream_->peek(16);
            if (arc_ ? read_head().has_value() : begins_warc(next)) return report;
        }
    }

    /// The record whose head lies ahead; nothing when it is passed over.
    std::optional<Item> record(const Head& head) {
        const std::uint64_t start = stream_->position();
        if (!head.length) {
            stream_->skip(head.size);
            lost_ = true;
            return broken(start, stream_->gap() ? stream_->gap()->reason : "the record has no length");
        }
        Document document{
            .context = {
                .where = named(start), .url = head.url, .content_type = head.content_type, .fetched = head.date}};
        if (*head.length > limits_.document) {
            stream_->skip(head.size);
            stream_->skip(*head.length);
            if (!all_ && (head.type == "request" || head.type == "metadata" || head.type == "warcinfo")) return {};
            document.error =
                Error{"is larger than " + std::to_string(limits_.document) + " bytes", document.context.where, ""};
            return document;
        }
        const std::size_t whole = head.size + static_cast<std::size_t>(*head.length);
        const std::string_view window =
            stream_->peek(whole + 5);  // a byte behind the blank lines: a false checksum shows
        std::size_t end = std::min(whole, window.size());
        const bool cut = window.size() < whole;
        if (const std::size_t early = next_record(window, start, end, cut); early < end) {
            end = early;
            document.error = Error{"says a length that reaches into the next record", document.context.where, ""};
        } else if (stream_->gap() && (cut || (stream_->gap()->inside && window.size() <= whole + 4))) {
            document.error = Error{stream_->gap()->reason, document.context.where, ""};
            stream_->pass_gap();
        } else if (cut) {
            document.error = Error{"ends in the middle of the record", document.context.where, ""};
        }
        take(head, window.substr(std::min(head.size, end), end - std::min(head.size, end)), document);
        stream_->skip(end);
        return document;
    }

    /// Where in `window` a record begins before the one at its front ends, as that one has it; else npos.
    std::size_t next_record(std::string_view window, std::uint64_t start, std::size_t end, bool cut) const {
        if (arc_) return std::string_view::npos;
        if (const auto part = stream_->next_part(start); part && *part - start < end) {
            const auto at = static_cast<std::size_t>(*part - start);
            if (begins_warc(window.substr(at))) return at;
        }
        if (!cut &&
            (end == window.size() || window[end] == '\r' || window[end] == '\n' || begins_warc(window.substr(end))))
            return std::string_view::npos;
        const std::size_t at = window.substr(0, end).find("\r\n\r\nWARC/1.");
        return at == std::string_view::npos ? at : at + 4;
    }

    /// The payload, or why there is none.
    void take(const Head& head, std::string_view block, Document& document) const {
        std::string& reason = document.passed_over;
        const bool page = head.type == "response" || head.type == "resource" || head.type == "conversion";
        const bool http = (head.type == "response" || head.type == "request" || head.type == "revisit") &&
                          lower(std::string_view(head.url).substr(0, 4)) == "http";
        if (!page)
            reason = head.type.empty() ? "no type" : head.type;
        else if (head.segment)
            reason = "one segment of several";
        else if (head.type == "response" && !http)
            reason = "no page";
        else if (head.url.starts_with("metadata:"))
            reason = "crawler's log";
        if (!reason.empty() && !all_) return;
        if (!http) {
            document.bytes = block;
        } else {
            HttpMessage message = read_http(block, limits_.document);
            document.bytes = std::move(message.body);
            if (message.too_large && !document.error)
                document.error = Error{"unpacks to more than " + std::to_string(limits_.document) + " bytes",
                                       document.context.where, ""};
            if (message.status != 0 || !message.content_type.empty())
                document.context.content_type = message.content_type;
            if (reason.empty() && message.status != 200 && message.status != 0)
                reason = "status " + std::to_string(message.status);
        }
        if (reason.empty() && !may_hold_a_story(document.context.content_type))
            reason = "type " + lower(document.context.content_type.substr(0, document.context.content_type.find(';')));
        if (!reason.empty() && !all_) document.bytes.clear();
    }

    std::unique_ptr<Stream> stream_;
    const std::string where_;
    const Limits limits_;
    const bool all_, arc_;
    bool lost_ = false;  ///< what is broken has been told, and no record found since
};

}  // namespace

bool begins_warc(std::string_view bytes) {
    return bytes.size() >= 8 && (bytes.starts_with("WARC/") || bytes.starts_with("warc/")) && bytes[5] >= '0' &&
           bytes[5] <= '9' && bytes[6] == '.';
}

bool begins_arc(std::string_view bytes) { return arc_head(bytes.substr(0, most_arc_line)).has_value(); }

std::unique_ptr<Reader> warc_reader(std::unique_ptr<Stream> stream, std::string where, const Limits& limits, bool all) {
    return std::make_unique<RecordReader>(std::move(stream), std::move(where), limits, all, false);
}

std::unique_ptr<Reader> arc_reader(std::unique_ptr<Stream> stream, std::string where, const Limits& limits, bool all) {
    return std::make_unique<RecordReader>(std::move(stream), std::move(where), limits, all, true);
}

}  // namespace dragoman::archive

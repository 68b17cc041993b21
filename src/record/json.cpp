// The record as JSON, driven by fields.h.
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include "record/fields.h"
#include "record/identity.h"
#include "record/scalars.h"
#include "record/record.h"

namespace dragoman::record {
namespace {

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};

/// True for a struct without structs or lists inside: it stays on one line when indenting.
template <class Row>
constexpr bool flat() {
    bool all = true;
    each_field<Row>([&]<class R, class V>(const Field<R, V>&) {
        if (Described<V> || IsVector<V>::value || IsOptional<V>::value) all = false;
    });
    return all;
}

class Writer {
public:
    Writer(std::string& out, bool pretty) : out_(out), pretty_(pretty) {}

    /// The fields that make up the row's identity, without their names.
    template <class Row>
    void identity(const Row& row) {
        each_field<Row>([&](const auto& f) {
            if (!f.identity) return;
            value(row.*f.member, true);
            out_ += '\n';
        });
    }

    template <class Row>
    void object(const Row& row) {
        const bool indent = pretty_ && !flat<Row>();
        bool first = true;
        out_ += '{';
        depth_ += indent;
        each_field<Row>([&](const auto& f) {
            if (!first) out_ += indent || !pretty_ ? "," : ", ";
            first = false;
            if (indent) line();
            out_.append("\"").append(f.name).append(pretty_ ? "\": " : "\":");
            value(row.*f.member, f.required);
        });
        depth_ -= indent;
        if (indent) line();
        out_ += '}';
    }

private:
    void line() { out_.append("\n").append(static_cast<std::size_t>(depth_), ' '); }

    template <class T>
    void value(const T& v, bool required) {
        if constexpr (std::is_same_v<T, std::string>) {
            if (v.empty() && !required)
                out_ += "null";
            else
                append_json_string(out_, v);
        } else if constexpr (std::is_arithmetic_v<T>) {
            append_number(out_, static_cast<double>(v));
        } else if constexpr (IsOptional<T>::value) {
            if (v)
                value(*v, true);
            else
                out_ += "null";
        } else if constexpr (IsVector<T>::value) {
            list(v);
        } else {
            object(v);
        }
    }

    template <class T>
    void list(const std::vector<T>& rows) {
        const bool indent = pretty_ && Described<T> && !rows.empty();
        out_ += '[';
        depth_ += indent;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i > 0) out_ += indent || !pretty_ ? "," : ", ";
            if (indent) line();
            value(rows[i], true);
        }
        depth_ -= indent;
        if (indent) line();
        out_ += ']';
    }

    std::string& out_;
    const bool pretty_;
    int depth_ = 0;
};

template <class Row>
std::string identity_of(const Row& row) {
    std::string out;
    Writer(out, false).identity(row);
    return out;
}

}  // namespace

std::string identity(const Statement& row) { return identity_of(row); }
std::string identity(const Stance& row) { return identity_of(row); }
std::string identity(const Event& row) { return identity_of(row); }
std::string identity(const Figure& row) { return identity_of(row); }
std::string identity(const Commitment& row) { return identity_of(row); }
std::string identity(const Group& row) { return identity_of(row); }

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        out.append(text.substr(done, i - done));
        done = i + 1;
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\t':
                out += "\\t";
                break;
            case '\r':
                out += "\\r";
                break;
            default:
                out += "\\u00";
                out += "0123456789abcdef"[c >> 4];
                out += "0123456789abcdef"[c & 15];
        }
    }
    out.append(text.substr(done)) += '"';
}

void append_number(std::string& out, double value) {
    if (!std::isfinite(value)) {
        out += "null";
        return;
    }
    constexpr double exact = 9007199254740992;  // 2^53: every whole number below is a double
    std::array<char, 32> buffer;
    const bool whole = std::abs(value) < exact && value == std::trunc(value);
    const auto end = whole ? std::to_chars(buffer.begin(), buffer.end(), static_cast<long long>(value))
                           : std::to_chars(buffer.begin(), buffer.end(), value);
    out.append(buffer.begin(), end.ptr);
}

template <class Row>
std::string row_json(const Row& row) {
    std::string out;
    Writer(out, false).object(row);
    return out;
}
template std::string row_json(const Statement&);
template std::string row_json(const Stance&);
template std::string row_json(const Event&);
template std::string row_json(const Figure&);
template std::string row_json(const Commitment&);
template std::string row_json(const Group&);
template std::string row_json(const Time&);

std::string to_json(const Record& record, bool pretty) {
    std::string out;
    out.reserve(record.story.text.size() * 8 + 1024);
    Writer(out, pretty).object(record);
    return out;
}

}  // namespace dragoman::record

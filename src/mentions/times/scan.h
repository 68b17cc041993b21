// Reads dates and clock times letter by letter, up to the end of a sentence.
#pragma once

#include <cstdint>
#include <string_view>

namespace dragoman::mentions {

class Scan {
public:
    Scan(std::string_view body, std::uint32_t begin, std::uint32_t limit) : body_(body), at_(begin), limit_(limit) {}

    std::uint32_t at() const { return at_; }
    char peek(std::uint32_t ahead = 0) const { return at_ + ahead < limit_ ? body_[at_ + ahead] : '\0'; }
    bool digit(std::uint32_t ahead = 0) const { return peek(ahead) >= '0' && peek(ahead) <= '9'; }
    bool letter(std::uint32_t ahead = 0) const {
        const char low = static_cast<char>(peek(ahead) | 0x20);
        return low >= 'a' && low <= 'z';
    }
    bool take(char wanted) {
        if (peek() != wanted || wanted == '\0') return false;
        ++at_;
        return true;
    }
    bool take(std::string_view lower) {
        for (std::uint32_t k = 0; k < lower.size(); ++k) {
            const char c = letter(k) ? static_cast<char>(peek(k) | 0x20) : peek(k);
            if (c != lower[k]) return false;
        }
        at_ += static_cast<std::uint32_t>(lower.size());
        return true;
    }
    /// Bytes of the blank that stands here: a space, a no-break, thin or narrow one; 0 when none does.
    std::uint32_t blank() const {
        if (peek() == ' ') return 1;
        if (peek() == '\xC2' && peek(1) == '\xA0') return 2;
        return peek() == '\xE2' && peek(1) == '\x80' && (peek(2) == '\xAF' || peek(2) == '\x89') ? 3 : 0;
    }
    void spaces() {
        while (const std::uint32_t size = blank()) at_ += size;
    }
    /// ": 46" of "10: 46 AM".
    bool spaced_minutes(int& minute) {
        Scan scan = *this;
        int read = 0, digits = 0;
        if (!scan.take(':') || scan.blank() == 0) return false;
        scan.spaces();
        if (!scan.number(2, 2, read, digits) || read > 59) return false;
        return minute = read, *this = scan, true;
    }
    /// `least` to `most` digits and no further one.
    bool number(int least, int most, int& value, int& digits) {
        int n = 0, read = 0;
        while (n <= most && digit(static_cast<std::uint32_t>(n)))
            read = 10 * read + (peek(static_cast<std::uint32_t>(n++)) - '0');
        if (n < least || n > most) return false;
        at_ += static_cast<std::uint32_t>(n);
        value = read;
        digits = n;
        return true;
    }
    std::string_view letters() {
        const std::uint32_t begin = at_;
        while (letter() && at_ - begin < 12) ++at_;
        return body_.substr(begin, at_ - begin);
    }
    /// What stands right before is part of the same word: "F-16", "v1.2", "3.14".
    bool behind_letter_or_mark() const {
        if (at_ == 0) return false;
        const char c = body_[at_ - 1];
        return c == '-' || c == '.' || c == '/' || c == '$' || c == '#' || c == ',' || c == '_' ||
               (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    }
    /// More of the same word follows.
    bool goes_on() const {
        return digit() || letter() || ((peek() == '/' || peek() == '-' || peek() == '.') && digit(1));
    }
    /// The end of the run of letters, digits and the marks of clock times, and the run.
    std::uint32_t run_end() const {
        std::uint32_t end = at_;
        while (end < limit_ && end - at_ < 24 &&
               ((body_[end] >= '0' && body_[end] <= '9') || body_[end] == 'T' || body_[end] == 'Z' ||
                body_[end] == '+' || (body_[end] == ':' && end + 1 < limit_ && body_[end + 1] != ' ')))
            ++end;
        return end;
    }
    std::string_view run() const { return body_.substr(at_, run_end() - at_); }

private:
    std::string_view body_;
    std::uint32_t at_, limit_;
};

}  // namespace dragoman::mentions

#include "annotation/conllu.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/split.h"

namespace dragoman::annotation {
namespace {

constexpr std::size_t columns = 10;

std::string_view take_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

/// The columns of a line; false when they are not ten.
bool split(std::string_view line, std::array<std::string_view, columns>& out) {
    for (std::size_t c = 0; c < columns; ++c) {
        const std::size_t tab = line.find('\t');
        if ((tab == std::string_view::npos) != (c + 1 == columns)) return false;
        out[c] = line.substr(0, tab);
        if (c + 1 < columns) line = line.substr(tab + 1);
    }
    return true;
}

bool is_number(std::string_view s) {
    return !s.empty() && s.size() < 7 && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}
int number(std::string_view s) {
    int n = 0;
    for (char c : s) n = 10 * n + (c - '0');
    return n;
}

class Reader {
public:
    explicit Reader(const std::string& name) : name_(name) {}

    Result<GivenWords> read(std::string_view rest) {
        for (line_ = 1; !rest.empty(); ++line_) {
            const std::string_view line = take_line(rest);
            if (line.empty())
                close();
            else if (line[0] == '#')
                comment_.append(line) += '\n';
            else if (!word(line))
                return Error{what_, fmt::format("{}:{}", name_, line_),
                             "CoNLL-U has ten columns between tabs, the first a number from 1."};
        }
        close();
        if (!first_token_.empty()) given_.text.paragraphs.back().end = size();
        text::pair_quotes(given_.text, first_token_);
        return std::move(given_);
    }

private:
    std::uint32_t size() const { return static_cast<std::uint32_t>(given_.text.body.size()); }

    bool word(std::string_view line) {
        std::array<std::string_view, columns> c;
        if (!split(line, c)) return what_ = "the line has not ten columns", false;
        const int next = static_cast<int>(given_.text.tokens.size()) - begin_ + 1;
        const std::size_t dash = c[0].find('-');
        if (c[0].find('.') != std::string_view::npos) return true;
        if (dash != std::string_view::npos) return range(c, dash, next);
        if (!is_number(c[0]) || number(c[0]) != next)
            return what_ = fmt::format("the first column is \"{}\" where {} should stand", c[0], next), false;
        if (c[1].empty()) return what_ = "the word is empty", false;
        auto& body = given_.text.body;
        const std::uint32_t at = size();
        body += c[1];
        given_.text.tokens.push_back({at, size()});
        if (c[9].find("SpaceAfter=No") == std::string_view::npos) body += ' ';
        return true;
    }

    bool range(const std::array<std::string_view, columns>& c, std::size_t dash, int next) {
        const std::string_view from = c[0].substr(0, dash), to = c[0].substr(dash + 1);
        if (!is_number(from) || !is_number(to) || number(from) != next || number(to) < next)
            return what_ = fmt::format("the range \"{}\" does not begin at {}", c[0], next), false;
        given_.ranges.push_back(
            {begin_ + next - 1, begin_ + number(to) - 1,
             fmt::format("{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{}\n", c[0], c[1],
                         c[9].find("SpaceAfter=No") == std::string_view::npos ? "_" : "SpaceAfter=No")});
        return true;
    }

    void close() {
        const int end = static_cast<int>(given_.text.tokens.size());
        if (end == begin_) return;
        if (first_token_.empty() || comment_.starts_with("# newpar") ||
            comment_.find("\n# newpar") != std::string::npos)
            begin_paragraph();
        given_.text.sentences.push_back({{begin_, end}, static_cast<int>(first_token_.size()) - 1});
        given_.comments.push_back(std::move(comment_));
        comment_.clear();
        begin_ = end;
        if (!given_.text.body.ends_with(' ')) given_.text.body += ' ';
    }

    void begin_paragraph() {
        const std::uint32_t at = given_.text.tokens[static_cast<std::size_t>(begin_)].begin;
        if (!first_token_.empty()) given_.text.paragraphs.back().end = at;
        given_.text.paragraphs.push_back({at, at});
        first_token_.push_back(begin_);
    }

    const std::string& name_;
    GivenWords given_;
    std::vector<int> first_token_;  ///< of paragraphs
    std::string comment_, what_;
    int begin_ = 0, line_ = 0;
};

/// "B-PER", "I-PER" or nothing for every token.
std::vector<std::string> name_tags(const Annotation& a) {
    static constexpr std::string_view kinds[] = {"PER", "ORG", "LOC", "MISC"};
    std::vector<std::string> tags(static_cast<std::size_t>(a.size()));
    for (const Name& name : a.names)
        for (int t = name.tokens.begin; t < name.tokens.end; ++t)
            tags[static_cast<std::size_t>(t)] =
                fmt::format("Name={}-{}", t == name.tokens.begin ? 'B' : 'I', kinds[static_cast<int>(name.type)]);
    return tags;
}

/// A field must not hold what ends lines and columns.
std::string_view cell(std::string_view value, std::string& room) {
    if (value.empty()) return "_";
    if (value.find_first_of("\t\n\r") == std::string_view::npos) return value;
    room = value;
    std::replace_if(
        room.begin(), room.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return room;
}

/// Lemmas as UD English writes them, where the finders' are all in small letters: "I", "Peruvian", singular names,
/// numbers without their marks.
std::string written_lemma(const Text& text, const Annotation& a, int t, bool first) {
    std::string lemma(a.lemma(t));
    const std::string_view word = text.word(t);
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    switch (a.tag[t]) {
        case Tag::PRP:
            if (lemma == "i" || lemma == "me") lemma = "I";
            break;
        case Tag::CD:
            if (lemma.find_first_not_of("0123456789,.") == std::string::npos) std::erase(lemma, ',');
            break;
        case Tag::NNPS:
            if (lemma.size() > 4 && lemma.ends_with("ies"))
                lemma.replace(lemma.size() - 3, 3, "y");
            else if (lemma.size() > 3 && lemma.ends_with('s') && !lemma.ends_with("ss"))
                lemma.pop_back();
            break;
        case Tag::JJ:
            if (!first && word.size() > 2 && capital(word[0]) && !capital(word[1]) && lemma == a.lower(t)) lemma = word;
            break;
        default:
            break;
    }
    return lemma;
}

std::string misc_of(const Text& text, int token, std::string misc, const std::string& name,
                    const GivenWords::Range* range) {
    const auto at = static_cast<std::size_t>(token);
    const std::uint32_t end = text.tokens[at].end;
    const bool glued = at + 1 < text.tokens.size() && text.tokens[at + 1].begin == end;
    const auto add = [&](std::string_view field) { misc.append(misc.empty() ? "" : "|").append(field); };
    if (!name.empty()) add(name);
    if (glued && !range) add("SpaceAfter=No");
    return misc.empty() ? "_" : misc;
}

void begin_sentence(const Text& text, const Sentence& s, std::size_t number, bool new_paragraph, std::string& out) {
    if (new_paragraph) out += "# newpar\n";
    std::string room(text.slice(text.span(s.tokens)));
    std::replace_if(
        room.begin(), room.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    fmt::format_to(std::back_inserter(out), "# sent_id = {}\n# text = {}\n", number, room);
}

}  // namespace

bool is_conllu(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::string_view line = take_line(bytes);
        if (line.empty() || line[0] == '#') continue;
        std::array<std::string_view, columns> c;
        return split(line, c) && !c[0].empty() && c[0].front() >= '0' && c[0].front() <= '9';
    }
    return false;
}

Result<GivenWords> read_conllu(std::string_view bytes, const std::string& name) { return Reader(name).read(bytes); }

std::string to_conllu(const Text& text, const Annotation& a, const Model& model, const GivenWords* given,
                      std::size_t first, const std::vector<std::string>& misc) {
    const std::vector<std::string> names = name_tags(a);
    std::string out, form, lemma, written;
    auto range = given ? given->ranges.begin() : std::vector<GivenWords::Range>::const_iterator();
    const GivenWords::Range* inside = nullptr;
    for (std::size_t i = 0; i < text.sentences.size(); ++i) {
        const Sentence& s = text.sentences[i];
        if (given)
            out += given->comments[i];
        else
            begin_sentence(text, s, first + i, i == 0 || text.sentences[i - 1].paragraph != s.paragraph, out);
        for (int t = s.tokens.begin; t < s.tokens.end; ++t) {
            if (inside && t > inside->last) inside = nullptr;
            if (given && range != given->ranges.end() && range->first == t) inside = &*range, out += (range++)->line;
            fmt::format_to(std::back_inserter(out), "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t_\t{}\n", t - s.tokens.begin + 1,
                           cell(text.word(t), form),
                           cell(written = written_lemma(text, a, t, t == s.tokens.begin), lemma),
                           model.usable() ? model.upos_names()[a.upos[t]] : "X", name_of(a.tag[t]),
                           model.usable() ? model.feats_names()[a.feats[t]] : "_",
                           a.head[t] < 0 ? 0 : a.head[t] - s.tokens.begin + 1, name_of(a.dep[t]),
                           misc_of(text, t, misc.empty() ? std::string() : misc[static_cast<std::size_t>(t)],
                                   names[static_cast<std::size_t>(t)], inside));
        }
        out += '\n';
    }
    return out;
}

}  // namespace dragoman::annotation

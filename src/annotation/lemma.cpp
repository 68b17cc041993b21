#include "annotation/lemma.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>

namespace dragoman::annotation {
namespace {

constexpr bool vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

template <class Endings>
bool ends(std::string_view word, const Endings& suffixes) {
    return std::any_of(std::begin(suffixes), std::end(suffixes), [&](std::string_view s) { return word.ends_with(s); });
}
bool ends(std::string_view word, std::initializer_list<std::string_view> suffixes) {
    return ends<std::initializer_list<std::string_view>>(word, suffixes);
}

// What is left before -ed or -ing takes an "e" when it ends like this, by what stands before its last consonant.
constexpr std::string_view after_one_vowel[] = {"at", "iz", "az", "oz", "v",  "c",  "uk", "ik", "ok", "ak", "eg",
                                                "ag", "ug", "as", "os", "us", "is", "ar", "ir", "ur", "id", "od",
                                                "ud", "ad", "ed", "in", "un", "ip", "op", "ap", "im", "om", "um",
                                                "em", "ot", "ut", "ib", "ob", "ub", "il", "ul", "ol"};
constexpr std::string_view after_two_vowels[] = {"v",  "c",  "z",   "iat", "uat", "uot", "as", "os",
                                                 "us", "is", "uir", "uid", "uad", "ag",  "eg", "ug"};
constexpr std::string_view after_consonant[] = {"rg", "dg", "lg", "ang", "eng", "ung", "rs", "ns",
                                                "ps", "ys", "bl", "tl",  "pl",  "gl",  "dl", "cl",
                                                "fl", "kl", "zl", "nc",  "rc",  "sc",  "rv", "lv"};

/// Appends the base form for what is left before -ing or -ed: stopp → stop, mak → make, walk → walk, expell → expel.
void append_base(std::string_view stem, std::string& out) {
    const std::size_t n = stem.size();
    out += stem;
    if (n < 2) return;
    const char last = stem[n - 1], before = stem[n - 2];
    if (vowel(last)) {
        if (last == 'u' || (n > 2 && last == 'e' && before != 'e')) out += 'e';
    } else if (last == before) {
        const bool kept = std::string_view("lszf").find(last) != std::string_view::npos;
        const bool several = n > 3 && std::any_of(stem.begin(), stem.end() - 3, vowel);
        if (!kept || (stem.ends_with("ell") && several)) out.pop_back();
    } else if (!vowel(before)) {
        if (ends(stem, after_consonant)) out += 'e';
    } else {
        const bool pair = n > 2 && vowel(stem[n - 3]);
        if (pair ? ends(stem, after_two_vowels) : ends(stem, after_one_vowel)) out += 'e';
    }
}

void append_singular(std::string_view w, std::string& out) {
    const std::size_t n = w.size();
    if (w.ends_with("ies") && n > 4) {
        out.append(w.substr(0, n - 3)) += 'y';
    } else if (ends(w, {"sses", "xes", "zzes", "tzes", "ches", "shes"}) || (w.ends_with("oes") && n > 5)) {
        out.append(w.substr(0, n - 2));
    } else if (w.ends_with("men") && n > 4) {
        out.append(w.substr(0, n - 2)) += "an";
    } else if (w.ends_with("s") && !ends(w, {"ss", "us", "is"}) && n > 2) {
        out.append(w.substr(0, n - 1));
    } else {
        out.append(w);
    }
}

void append_by_rule(std::string_view w, Tag tag, std::string& out) {
    const std::size_t n = w.size();
    switch (tag) {
        case Tag::NNS:
        case Tag::VBZ:
            return append_singular(w, out);
        case Tag::VBG:
            if (w.ends_with("ing") && n > 4) return append_base(w.substr(0, n - 3), out);
            break;
        case Tag::VBD:
        case Tag::VBN:
            if (w.ends_with("ied"))
                return n > 4 ? (out.append(w.substr(0, n - 3)) += 'y') : out.append(w, 0, n - 1), void();
            if (w.ends_with("ed") && n > 3) return append_base(w.substr(0, n - 2), out);
            break;
        case Tag::JJR:
        case Tag::RBR:
        case Tag::JJS:
        case Tag::RBS:
            for (std::string_view suffix : {std::string_view("est"), std::string_view("er")}) {
                if (!w.ends_with(suffix) || n <= suffix.size() + 2) continue;
                const std::string_view stem = w.substr(0, n - suffix.size());
                if (stem.ends_with('i')) return (out.append(stem.substr(0, stem.size() - 1)) += 'y'), void();
                return append_base(stem, out);
            }
            break;
        default:
            break;
    }
    out.append(w);
}

}  // namespace

Lemmatiser::Lemmatiser(const Table& table) {
    const int form = table.column("form"), tag = table.column("tag"), lemma = table.column("lemma");
    for (int row = 0; row < table.rows(); ++row) {
        const auto at = std::find(std::begin(tag_names), std::end(tag_names), table.at(row, tag));
        if (at != std::end(tag_names))
            exceptions_[at - std::begin(tag_names)].emplace(table.at(row, form), table.at(row, lemma));
    }
}

void Lemmatiser::append(std::string_view word, std::string_view lower, Tag tag, std::string& out) const {
    if (tag == Tag::NNP || tag == Tag::NNPS) return out.append(word), void();
    for (Tag read_as : {tag, Tag::VBD}) {  // a participle without a row of its own takes the past tense's
        const auto& known = exceptions_[static_cast<int>(read_as)];
        if (const auto at = known.find(lower); at != known.end()) return out.append(at->second), void();
        if (tag != Tag::VBN) break;
    }
    append_by_rule(lower, tag, out);
}

}  // namespace dragoman::annotation

#include "annotation/lemma.h"

#include <algorithm>
#include <initializer_list>

namespace dragoman::annotation {
namespace {

bool vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

bool ends(std::string_view word, std::initializer_list<std::string_view> suffixes) {
    return std::any_of(suffixes.begin(), suffixes.end(), [&](std::string_view s) { return word.ends_with(s); });
}

/// Appends the base form for what is left before -ing or -ed: stopp → stop, mak → make, walk → walk.
void append_base(std::string_view stem, std::string& out) {
    const std::size_t n = stem.size();
    out += stem;
    if (n < 2) return;
    const bool closed = !vowel(stem[n - 1]);
    if (n > 2 && stem[n - 1] == stem[n - 2] && closed &&
        std::string_view("lszf").find(stem[n - 1]) == std::string_view::npos) {
        out.pop_back();
        return;
    }
    if (!ends(stem, {"at", "iz", "v",  "uc", "uir", "rg", "dg", "eg", "ag", "u",  "rs", "ns", "c",  "ys", "as",
                     "os", "us", "bl", "tl", "pl",  "gl", "dl", "cl", "fl", "ar", "ir", "ur", "or", "id", "od",
                     "ad", "in", "ip", "op", "ap",  "im", "om", "am", "ik", "ok", "ak", "it", "ot", "ut", "et"}))
        return;
    const bool vowel_pair = n > 2 && closed && vowel(stem[n - 2]) && vowel(stem[n - 3]);
    if (vowel_pair && !ends(stem, {"iev", "eas", "eiv", "uir", "aus"})) return;
    const bool cluster = closed && !vowel(stem[n - 2]);
    if (cluster &&
        !ends(stem, {"rg", "dg", "rs", "ns", "bl", "tl", "pl", "gl", "dl", "cl", "fl", "nc", "rc", "rv", "lv"}))
        return;
    out += 'e';
}

void append_singular(std::string_view w, std::string& out) {
    if (w.ends_with("ies") && w.size() > 4) {
        out.append(w.substr(0, w.size() - 3)) += 'y';
    } else if (ends(w, {"sses", "xes", "zes", "ches", "shes"})) {
        out.append(w.substr(0, w.size() - 2));
    } else if (w.ends_with("s") && !ends(w, {"ss", "us", "is"}) && w.size() > 2) {
        out.append(w.substr(0, w.size() - 1));
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
            if (w.ends_with("ied")) return (out.append(w.substr(0, n - 3)) += 'y'), void();
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
    const auto& known = exceptions_[static_cast<int>(tag)];
    const auto at = known.find(lower);
    if (at != known.end()) return out.append(at->second), void();
    append_by_rule(lower, tag, out);
}

}  // namespace dragoman::annotation

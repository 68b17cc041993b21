// "Joaquín “El Chapo” Guzmán": a nickname in marks inside a person's name, which the tagger may cut into three.
#include <algorithm>

#include "mentions/entities/parts.h"

namespace dragoman::mentions {
namespace {

bool opens(const Reading& r, int t) { return among(r.text.word(t), {"“", "\"", "``", "‘", "'"}); }
bool closes(const Reading& r, int t) { return among(r.text.word(t), {"”", "\"", "''", "’", "'"}); }

/// The closing mark of one to three words with capitals in marks that open at `open`, or -1.
int end_of_nickname(const Reading& r, int open) {
    const int last = std::min(r.sentence(open).end, open + 5);
    for (int t = open + 1; t < last; ++t) {
        if (closes(r, t)) return t > open + 1 ? t : -1;
        if (!r.capital(t) && !among(r.lower(t), {"the", "el", "la", "le", "of"})) return -1;
    }
    return -1;
}

/// A word with a capital that may be of a person's name: of no state, no body, no title.
bool may_be_of_person(const Reading& r, int t, const ProperName* name) {
    if (!r.capital(t) || !r.tree.is_noun(t) || r.known.is_name_word(r.text.word(t))) return false;
    const NounKind kind = r.known.noun(r.tree, t, t).kind;
    if (kind == NounKind::office || kind == NounKind::body || kind == NounKind::people) return false;
    return !name || (!name->meanings && (!name->tagged || name->type == NameType::person));
}

/// Where the full name ends whose nickname opens at `open`: behind the family name; `open` where there is none.
int end_of_name(const Reading& r, const std::vector<ProperName>& names, const std::vector<int>& at, int open) {
    const auto name_at = [&](int t) { return at[t] < 0 ? nullptr : &names[at[t]]; };
    const int close = end_of_nickname(r, open);
    if (close < 0 || open == 0 || close + 1 >= r.sentence(open).end) return open;
    if (!may_be_of_person(r, open - 1, name_at(open - 1)) || !may_be_of_person(r, close + 1, name_at(close + 1)))
        return open;
    const ProperName* family = name_at(close + 1);
    return family ? family->tokens.end : close + 2;
}

}  // namespace

void join_nicknames(const Reading& r, std::vector<ProperName>& names) {
    std::vector<int> at(r.size(), -1);
    for (int i = 0; i < static_cast<int>(names.size()); ++i)
        for (int t = names[i].tokens.begin; t < names[i].tokens.end; ++t) at[t] = i;
    for (const Quote& quote : r.text.quotes) {
        const int open = quote.tokens.begin - 1;
        if (quote.tokens.size() > 3 || open < 1 || !opens(r, open)) continue;
        const int end = end_of_name(r, names, at, open);
        if (end == open) continue;
        const int begin = at[open - 1] < 0 ? open - 1 : names[at[open - 1]].tokens.begin;
        if (end - begin > 9) continue;
        for (int t = begin; t < end; ++t)
            if (at[t] >= 0) names[at[t]].tokens = {};
        for (int t = begin; t < end; ++t) at[t] = static_cast<int>(names.size());
        names.push_back({.tokens = {begin, end}, .tagged = true, .type = NameType::person});
    }
    std::erase_if(names, [](const ProperName& name) { return name.tokens.empty(); });
    std::sort(names.begin(), names.end(),
              [](const ProperName& a, const ProperName& b) { return a.tokens.begin < b.tokens.begin; });
}

}  // namespace dragoman::mentions

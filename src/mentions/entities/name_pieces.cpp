// Names that the tagger cuts into pieces: "Mohye al" and "Deen Gharib", "Swiss Bankers" and "Association", a nickname
// in marks inside a person's name.
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

/// "Mohye al" and "Deen Gharib": pieces of one person's name, side by side or with "al" between them.
void join_pieces(const Reading& r, std::vector<ProperName>& names) {
    const auto piece = [&](const ProperName& name) {
        if (name.meanings || name.tokens.size() > 3) return false;
        for (int t = name.tokens.begin; t < name.tokens.end; ++t)
            if (r.known.is_name_word(r.text.word(t))) return false;
        return true;
    };
    for (std::size_t i = 1; i < names.size(); ++i) {
        ProperName &a = names[i - 1], &b = names[i];
        bool touch = a.tokens.end <= b.tokens.begin && b.tokens.begin - a.tokens.end <= 2;
        for (int t = a.tokens.end; t < b.tokens.begin && touch; ++t)
            touch = among(r.lower(t), {"al", "el", "ul", "bin", "ibn", "-", "de", "dela"});
        if (!touch || !piece(a) || !piece(b) || b.tokens.end - a.tokens.begin > 6) continue;
        const bool person = (a.tagged && a.type == NameType::person) ||
                            r.known.is_given_name(lower_ascii(fold(r.text.word(a.tokens.begin))));
        if (!person) continue;
        b = {.tokens = {a.tokens.begin, b.tokens.end}, .tagged = true, .type = NameType::person};
        a.tokens = {};
    }
    std::erase_if(names, [](const ProperName& name) { return name.tokens.empty(); });
}

/// "Swiss Bankers" and "Association": one body, whose plural owner has only the mark behind it.
void join_owners(const Reading& r, std::vector<ProperName>& names) {
    for (std::size_t i = 1; i < names.size(); ++i) {
        ProperName &a = names[i - 1], &b = names[i];
        if (a.tokens.empty() || a.meanings || b.tokens.begin != a.tokens.end + 1 ||
            r.sentence(a.tokens.begin).end < b.tokens.end)
            continue;
        if (!among(r.lower(a.tokens.end), {"'", "’"}) || !r.text.word(a.tokens.end - 1).ends_with('s')) continue;
        if (r.known.name_word(r.text.word(b.tokens.begin)).type != EntityType::organization) continue;
        b = {.tokens = {a.tokens.begin, b.tokens.end}, .tagged = true, .type = NameType::organization};
        a.tokens = {};
    }
    std::erase_if(names, [](const ProperName& name) { return name.tokens.empty(); });
}

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

}  // namespace

void join_name_pieces(const Reading& r, std::vector<ProperName>& names) {
    join_pieces(r, names);
    join_owners(r, names);
    join_nicknames(r, names);
}

}  // namespace dragoman::mentions

// Titles of works in quotation marks, and titles in names: what of a name that the tagger found is an office, and where
// the person's own name begins.
#include <algorithm>

#include "mentions/entities/parts.h"

namespace dragoman::mentions {
namespace {

bool is_first_name(const Reading& r, int t) {
    const std::string word = lower_ascii(fold(r.text.word(t)));
    return r.capital(t) && (r.known.is_given_name(word) || r.referring.genders.of_given_name(word) != 0);
}

}  // namespace

bool is_honorific(std::string_view word) {
    return among(word, {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "messrs", "messrs."});
}

bool is_mere_title(const Reading& r, const ProperName& name) {
    const int last = name.tokens.end - 1;
    const Noun noun = r.known.noun(r.tree, last, name.tokens.begin);
    if (noun.kind != NounKind::office || is_honorific(r.lower(last))) return false;
    const int begin = last - noun.words + 1;
    if (begin <= name.tokens.begin) return name.tokens.size() > 1;
    if (begin == name.tokens.begin + 1 &&
        among(r.lower(name.tokens.begin),
              {"federal", "state", "regional", "provincial", "interim", "deputy", "vice", "royal"}))
        return true;  // "Federal Chancellor of Germany Ana Ruiz"
    const NameMatch state = r.known.longest(r.text, name.tokens.begin);
    if (!state || r.known.best(*state.meanings, r.day).sort > Sort::capital) return false;
    return state.end == begin || (state.end + 1 == begin && among(r.lower(state.end), {"'s", "’s"}));
}

int end_of_office(const Reading& r, const ProperName& name) {
    const int begin = name.tokens.begin;
    if (name.type != NameType::person || name.tokens.size() < 3 || begin < 2 || r.lower(begin - 1) != "of" ||
        r.known.noun(r.tree, begin - 2, std::max(0, begin - 4)).kind != NounKind::office)
        return begin;
    const bool town = !r.known.cities.named(lower_ascii(fold(r.text.word(begin)))).empty();
    return !is_first_name(r, begin) && (town || is_first_name(r, begin + 1)) ? begin + 1 : begin;
}

/// "Minister of Trade and Industry [Rafidah Aziz]": where the tree sets a name beside the office; -1 where it does not.
static int set_beside(const Reading& r, int office, TokenRange name) {
    for (int c = r.tree.first_child[office]; c >= 0; c = r.tree.next_sibling[c])
        if (c > office + 2 && c < name.end && r.tree.is_proper(c) &&
            (r.tree.dep[c] == Dep::appos || r.tree.dep[c] == Dep::flat) && r.tree.left[c] == c &&
            !among(r.lower(c - 1), {"and", "of"}))
            return c;
    return -1;
}

int end_of_title_of(const Reading& r, TokenRange name) {
    if (name.size() < 5 || name.size() > 12) return name.begin;
    int first = name.begin;  // "Malaysian Minister of"
    if (const NameMatch state = r.known.longest(r.text, first);
        state && r.known.best(*state.meanings, r.day).sort <= Sort::capital && state.end + 4 < name.end)
        first = state.end;
    const int of = r.lower(first + 1) == "of" ? first + 1 : first + 2;  // "Prime Minister of"
    if (r.lower(of) != "of" || r.known.noun(r.tree, of - 1, first).kind != NounKind::office) return name.begin;
    int begin = set_beside(r, of - 1, name);
    if (begin < 0) {
        begin = of + 2;
        if (const NameMatch state = r.known.longest(r.text, of + 1); state && state.end < name.end) begin = state.end;
        for (int t = begin; t + 1 < name.end; ++t)
            if (is_first_name(r, t)) {
                begin = t;
                break;
            }
    }
    for (int t = begin; t < name.end; ++t)
        if (among(r.lower(t), {"of", "for", "and", "on"}) || r.known.is_name_word(r.text.word(t))) return name.begin;
    return begin;
}

bool begins_small(const Reading& r, const ProperName& name) {
    if (name.type != NameType::person || name.tokens.size() < 2 ||
        !among(r.lower(name.tokens.begin),
               {"al", "el", "de", "da", "del", "dos", "das", "do", "van", "von", "bin", "ibn"}))
        return false;
    const std::string_view last = r.text.word(name.tokens.end - 1);
    return std::any_of(r.tree.names.begin(), r.tree.names.end(), [&](const Name& full) {
        return full.type == NameType::person && full.tokens.size() > name.tokens.size() &&
               r.text.word(full.tokens.end - 1) == last;
    });
}

bool is_work_title(const Reading& r, TokenRange words) {
    const int before = words.begin - 2;
    if (words.size() < 2 || words.size() > 8 || before < 0) return false;
    const bool told = among(r.lower(before), {"'s", "’s"}) ||
                      among(r.tree.lemma(before), {"show", "program", "programme", "series", "film", "movie", "song",
                                                   "documentary", "book", "novel", "memoir", "album", "play"});
    if (!told) return false;
    int capitals = 0;
    for (int t = words.begin; t < words.end; ++t) {
        const Tag tag = r.tree.tag[t];
        const bool small = tag == Tag::DT || tag == Tag::IN || tag == Tag::CC || tag == Tag::TO || tag == Tag::POS;
        if (!r.capital(t) && !small && r.tree.dep[t] != Dep::punct) return false;
        capitals += r.capital(t);
    }
    return capitals >= 2;
}

}  // namespace dragoman::mentions

// Phrases: around proper names (with titles before them), around common nouns, and pronouns.
#include <algorithm>

#include "mentions/entities/parts.h"

namespace dragoman::mentions {
namespace {

constexpr int longest_title = 16;  // words before a name

bool is_noun_tag(Tag tag) { return tag == Tag::NN || tag == Tag::NNS; }

/// Is the token a modifier that stands before its noun?
bool is_modifier(const Reading& r, int t) {
    const Dep dep = r.tree.dep[t];
    return r.tree.head[t] > t && (dep == Dep::compound || dep == Dep::amod || dep == Dep::nmod_desc ||
                                  dep == Dep::nmod_poss || dep == Dep::nmod || dep == Dep::nummod);
}

bool is_subject(const Reading& r, int t) {
    for (int step = 0; step < 4 && t >= 0; ++step, t = r.tree.head[t]) {
        if (r.tree.dep[t] == Dep::nsubj || r.tree.dep[t] == Dep::nsubj_pass || r.tree.dep[t] == Dep::nsubj_outer)
            return true;
        if (r.tree.dep[t] != Dep::conj && r.tree.dep[t] != Dep::flat && r.tree.dep[t] != Dep::appos &&
            r.tree.dep[t] != Dep::compound)
            return false;
    }
    return false;
}

/// First token of the range whose head stands outside it.
int outer_head(const Reading& r, TokenRange range) {
    for (int t = range.begin; t < range.end; ++t)
        if (!range.contains(r.tree.head[t]) && r.tree.dep[t] != Dep::punct && r.tree.dep[t] != Dep::case_ &&
            r.tree.dep[t] != Dep::det)
            return t;
    return range.end - 1;
}

/// What stands before a name as its title or description: first token, and the noun that tells.
struct Title {
    int begin = -1;
    int noun_at = -1;
    Noun noun;
};

bool is_title_word(const Reading& r, int t) {
    switch (r.tree.tag[t]) {
        case Tag::NN:
        case Tag::NNS:
        case Tag::NNP:
        case Tag::NNPS:
        case Tag::JJ:
        case Tag::HYPH:
        case Tag::AFX:
        case Tag::FW:
            return true;
        case Tag::VBN:  // "acquitted general Lee", not "a court | sentenced general Lee"
            return r.tree.child(t, Dep::nsubj) < 0 && r.tree.child(t, Dep::obj) < 0;
        default:
            return among(r.lower(t), {"-", "–", "'s", "’s", "then", "former", "ex", "acting", "aide"}) ||
                   (r.name_of[t] >= 0);
    }
}

/// Extends a title to the left of its noun: "US peace envoy", "Ecuadorean Energy and Mines Minister".
int title_begin(const Reading& r, int begin, int sentence_begin) {
    const int limit = std::max(sentence_begin, begin - longest_title);
    while (begin > limit) {
        const int t = begin - 1;
        const int name = r.name_of[t];
        if (r.out.time_of_token[t] >= 0) break;
        if (name >= 0 && r.names[name].tokens.begin > 0 && r.lower(r.names[name].tokens.begin - 1) == "told")
            break;  // "told Reuters President Ruiz had left"
        if (name >= 0 && r.names[name].meanings == nullptr && r.names[name].tagged &&
            r.names[name].type == NameType::person)
            break;
        if (name >= 0 && r.names[name].meanings && r.names[name].meaning.sort == Sort::person &&
            r.lower(begin) != "'s" && r.lower(begin) != "’s")
            break;
        if (is_title_word(r, t)) {
            begin = name >= 0 ? r.names[name].tokens.begin : t;
        } else if (among(r.lower(t), {"and", "&"}) && t > limit && is_title_word(r, t - 1) &&
                   r.known.noun(r.tree, begin, begin).kind != NounKind::office &&
                   (r.name_of[begin] < 0 || !r.names[r.name_of[begin]].meanings) &&
                   (r.name_of[t - 1] < 0 || !r.names[r.name_of[t - 1]].meanings)) {
            begin = t;
        } else if (r.lower(t) == ")" && t - 3 >= limit && r.lower(t - 2) == "(" && r.name_of[t - 1] >= 0 &&
                   r.name_of[t - 3] >= 0) {
            begin = r.names[r.name_of[t - 3]].tokens.begin;
        } else {
            break;
        }
    }
    begin = std::max(begin, limit);
    while (begin > 0 && among(r.lower(begin), {"'s", "’s", "-", "–", "and", "&"})) ++begin;
    if (begin > limit && (r.tree.tag[begin - 1] == Tag::PRPS || among(r.lower(begin - 1), {"the", "a", "an"}))) --begin;
    return begin;
}

Title title_before(const Reading& r, int name_begin, bool person) {
    const int sentence_begin = r.sentence(name_begin).begin;
    int last = name_begin - 1;
    if (last < sentence_begin) return {};
    const auto fits = [&](Noun noun) {
        return person ? noun.kind == NounKind::office || (noun.kind == NounKind::people)
                      : noun.kind == NounKind::body || noun.kind == NounKind::thing;
    };
    const auto noun_at = [&](int t) {  // a noun, and no verb: "the centre reported Hurricane Otto"
        return t < sentence_begin || r.tree.is_verb(t) ? Noun{} : r.known.noun(r.tree, t, sentence_begin);
    };
    Noun noun = noun_at(last);
    if (fits(noun) && noun.words == 1 && among(r.lower(last), {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss"}))
        return {last, last, noun};
    if (fits(noun) && (r.name_of[last] < 0 || person))
        return {title_begin(r, last - noun.words + 1, sentence_begin), last, noun};
    if (!person) return {};
    for (int round = 0; round < 4 && last >= sentence_begin && r.name_of[last] >= 0;
         ++round) {  // "President of the People's Republic of China"
        int before = r.names[r.name_of[last]].tokens.begin - 1;
        if (before - 1 > sentence_begin && among(r.lower(before), {"and", "&"}) && r.name_of[before - 1] >= 0) {
            last = before - 1;  // "Minister of Industry and Trade"
            continue;
        }
        if (before >= sentence_begin && r.lower(before) == "the") --before;
        if (before <= sentence_begin || !among(r.lower(before), {"of", "to", "for"})) return {};
        last = before - 1;
        noun = noun_at(last);
        if (fits(noun)) return {title_begin(r, last - noun.words + 1, sentence_begin), last, noun};
    }
    return {};
}

class Builder {
public:
    explicit Builder(Reading& reading) : r(reading), taken_(reading.size(), 0) { pass_titles(); }

    void build() {
        for (int i = 0; i < static_cast<int>(r.names.size()); ++i) add_name(i);
        for (int t = 0; t < r.size(); ++t) add_common(t);
        const auto key = [](const Phrase& p) {
            return p.name >= 0 ? p.name_words.begin : p.head;
        };  // an owner comes before what it owns
        std::stable_sort(r.phrases.begin(), r.phrases.end(),
                         [&](const Phrase& a, const Phrase& b) { return key(a) < key(b); });
        r.phrase_of.assign(r.size(), -1);
        for (int p = 0; p < static_cast<int>(r.phrases.size()); ++p)
            for (int t = r.phrases[p].tokens.begin; t < r.phrases[p].tokens.end; ++t) {
                int& inner = r.phrase_of[t];
                if (inner < 0 || r.phrases[p].tokens.size() < r.phrases[inner].tokens.size()) inner = p;
            }
    }

private:
    /// What stands inside a work's title is nobody told of, unless the title is one name: the "Green Front".
    void pass_titles() {
        for (const Quote& quote : r.text.quotes) {
            const TokenRange words = quote.tokens;
            if (words.begin < 0 || words.end > r.size() || !is_work_title(r, words)) continue;
            const int name = r.name_of[words.begin];
            if (name >= 0 && r.names[name].tokens.end >= words.end) continue;
            for (int t = words.begin; t < words.end; ++t) taken_[t] = 1;
        }
    }

    bool stands_for_people(const ProperName& name) const {
        const int last = name.tokens.end - 1;
        const bool nation =
            std::any_of(name.meanings->begin(), name.meanings->end(), [](Meaning m) { return m.sort == Sort::nation; });
        if (joined_by_hyphen(name)) return true;
        if (is_counted_nation(last)) return false;
        if (!nation || is_modifier(r, last) || r.tree.tag[last] == Tag::JJ) return false;
        if (name.tokens.begin > 0 && r.lower(name.tokens.begin - 1) == "ethnic") return false;  // of other states
        const bool the = name.tokens.begin > 0 && r.lower(name.tokens.begin - 1) == "the";
        return r.tree.tag[last] == Tag::NNPS || r.tree.tag[last] == Tag::NNS ||
               (the && (last + 1 >= r.size() || !r.tree.is_noun(last + 1)));
    }

    /// "two Peruvians", "hundreds of Peruvians": people, not their state.
    bool is_counted_nation(int t) const {
        const int name = r.name_of[t];
        if (name < 0 || r.names[name].tokens.size() != 1 || !r.names[name].meanings) return false;
        if (r.tree.tag[t] != Tag::NNPS && r.tree.tag[t] != Tag::NNS) return false;
        const auto& meanings = *r.names[name].meanings;
        const bool number = t > 0 && r.tree.head[t - 1] == t &&
                            (r.tree.tag[t - 1] == Tag::CD || among(r.lower(t - 1), {"several", "many"}));
        const bool many = t > 1 && r.lower(t - 1) == "of" &&
                          among(r.tree.lemma(t - 2), {"dozen", "hundred", "thousand", "million", "score"});
        return (number || many) &&
               std::any_of(meanings.begin(), meanings.end(), [](Meaning m) { return m.sort == Sort::nation; });
    }

    /// "Metropolitan of Kyiv and All Ukraine": of a title of the church.
    bool is_see(const ProperName& name) const {
        const int all = name.tokens.begin - 1;
        return name.meanings && name.meaning.sort <= Sort::nation && all > 0 && r.lower(all) == "all" &&
               r.capital(all) && among(r.lower(all - 1), {"and", "of"});
    }

    /// "Russian-Chinese relations": both stand for their states.
    bool joined_by_hyphen(const ProperName& name) const {
        const auto state_at = [&](int t) {
            return t >= 0 && t < r.size() && r.name_of[t] >= 0 && r.names[r.name_of[t]].meanings &&
                   r.names[r.name_of[t]].meaning.sort <= Sort::nation;
        };
        const int a = name.tokens.begin, b = name.tokens.end;
        return (b < r.size() && among(r.lower(b), {"-", "–"}) && state_at(b + 1)) ||
               (a > 0 && among(r.lower(a - 1), {"-", "–"}) && state_at(a - 2));
    }

    void add_name(int index) {
        const ProperName& name = r.names[index];
        if (taken_[name.tokens.begin] || r.text.span(name.tokens.begin).begin < r.out.dateline_span.end) return;
        if (name.meanings && (name.meaning.sort == Sort::demonym || name.meaning.sort == Sort::nation) &&
            !stands_for_people(name))
            return;
        if (is_see(name)) return;
        Phrase p;
        p.kind = MentionKind::name;
        p.name = index;
        p.name_words = p.tokens = name.tokens;
        const bool person = may_be_person(name);
        if (person) add_title(p, true);
        const bool found = !p.title.empty() || (name.tagged && name.type == NameType::person);
        if (!found && (!name.meanings || name.meaning.sort == Sort::organization)) {
            add_title(p, false);
        }
        if (p.title.empty() && !person && is_body(name)) p.tokens.begin = state_before(p.tokens.begin);
        if (p.title.empty() && p.tokens.begin > 0 && among(r.lower(p.tokens.begin - 1), {"the"}) && !person)
            --p.tokens.begin;
        p.of_state = name.meanings && (name.meaning.sort == Sort::demonym || name.meaning.sort == Sort::nation) &&
                     !joined_by_hyphen(name);
        p.head = outer_head(r, p.tokens);
        p.modifier = is_modifier(r, p.head) || is_modifier(r, name.tokens.end - 1);
        p.subject = is_subject(r, p.head);
        for (int t = p.tokens.begin; t < p.tokens.end; ++t) taken_[t] = 1;
        r.phrases.push_back(p);
    }

    bool is_body(const ProperName& name) const {
        if (name.meanings) return name.meaning.sort == Sort::organization;
        return r.known.name_word(r.text.word(name.tokens.end - 1)).type == EntityType::organization;
    }

    /// "U.S. Department of Justice", "Florida Senate": the state, union or place right before a body's name belongs to
    /// it.
    int state_before(int begin) const {
        const int n = begin > 0 ? r.name_of[begin - 1] : -1;
        if (n < 0 || !r.names[n].meanings || !r.sentence(begin).contains(r.names[n].tokens.begin)) return begin;
        const Meaning m = r.names[n].meaning;
        const bool owner = m.sort == Sort::organization ? r.known.organizations[m.row].country == "IGO"
                                                        : m.sort <= Sort::demonym || m.sort == Sort::place;
        return owner ? r.names[n].tokens.begin : begin;
    }

    bool may_be_person(const ProperName& name) const {
        if (name.meanings) return name.meaning.sort == Sort::person;
        const std::string_view last = r.text.word(name.tokens.end - 1);
        if (name.tagged && name.type == NameType::person) return true;
        return !r.known.is_name_word(last);
    }

    void add_title(Phrase& p, bool person) {
        const Title title = title_before(r, p.tokens.begin, person);
        if (title.begin < 0) return;
        const bool far =
            title.noun_at + 1 < p.tokens.begin;  // "chairman of the Kuwait" before a name need not be its title
        const bool tagged_person =
            r.names[p.name].meanings || (r.names[p.name].tagged && r.names[p.name].type == NameType::person);
        if (person && !tagged_person && far) return;
        if (person && !tagged_person && title.noun.kind != NounKind::office) return;
        if (person && title.noun.kind == NounKind::people && r.tree.tag[title.noun_at] == Tag::NNS) return;
        p.title = {title.begin, p.tokens.begin};
        p.tokens.begin = title.begin;
        p.noun_at = title.noun_at;
        p.noun = title.noun;
        // Names inside a title belong to it: they tell the state or body, and are no mentions of their own,
        // except a possessor ("Niger's president").
        std::vector<Phrase> kept;
        while (!r.phrases.empty() && p.tokens.contains(r.phrases.back().tokens)) {
            const int end = r.phrases.back().tokens.end;
            if (end < p.tokens.end && among(r.lower(end), {"'s", "’s"})) kept.push_back(r.phrases.back());
            r.phrases.pop_back();
        }
        r.phrases.insert(r.phrases.end(), kept.rbegin(), kept.rend());
    }

    /// "the charge d'affaires", of which the parser makes two phrases
    bool is_head_of_mission(int t) const {
        return among(r.lower(t), {"charge", "chargé"}) && among(r.lower(t + 1), {"d'affaires", "d’affaires"});
    }

    void add_common(int t) {
        const Tag tag = r.tree.tag[t];
        const bool nationals = is_counted_nation(t);
        if (taken_[t] || (r.name_of[t] >= 0 && !nationals) || r.text.span(t).begin < r.out.dateline_span.end ||
            r.out.time_of_token[t] >= 0)
            return;
        if (tag == Tag::PRP || tag == Tag::PRPS) return add_pronoun(t);
        const bool those =
            among(r.lower(t), {"those", "everyone", "anyone", "all"}) && r.tree.child(t, Dep::acl_relcl) >= 0;
        const bool number = is_number_of_people(r, t), count = is_count_alone(r, t);
        const bool civil = number || nationals || is_ethnic(r, t) || is_quality_of_people(r, t);
        const bool people = those || civil || count;
        if (!is_noun_tag(tag) && !r.tree.is_proper(t) && !people) return;
        if (r.tree.is_proper(t) && r.capital(t) && !civil && r.known.noun(r.tree, t, t).kind == NounKind::none) return;
        if (const int a = r.out.amount_of_token[t]; a >= 0 && !r.out.amounts[a].counted && !number && !count) return;
        const bool head_of_mission = is_head_of_mission(t);
        if (t > 0 && is_head_of_mission(t - 1)) return;
        const Dep dep = r.tree.dep[t];
        if (dep == Dep::amod && r.tree.head[t] == t - 1) return;  // "attorney general"
        if (dep == Dep::fixed || dep == Dep::case_ || dep == Dep::mark || dep == Dep::advmod || dep == Dep::cc ||
            dep == Dep::goeswith)
            return;
        if (r.tree.head[t] > t &&
            (dep == Dep::compound || dep == Dep::amod || dep == Dep::nmod_desc || dep == Dep::nmod)) {
            bool noun_follows = true;  // a modifier of the noun to the right: no phrase of its own
            for (int u = t + 1; u < r.tree.head[t] && noun_follows; ++u)
                noun_follows = r.tree.dep[u] != Dep::case_ && r.lower(u) != ",";
            if (noun_follows) return;
        }
        const TokenRange sentence = r.sentence(t);
        Phrase p;
        p.head = p.noun_at = t;
        p.noun = people ? Noun{NounKind::people, civil ? "CVL" : "", 1} : r.known.noun(r.tree, t, sentence.begin);
        if (p.noun.kind == NounKind::office && r.lower(t + 1) == "of" &&
            t + 2 < sentence.end)  // "Secretary of Transportation"
            if (const Noun whole = r.known.noun(r.tree, t + 2, t); whole.kind == NounKind::office && whole.words == 3)
                p.noun = whole, p.noun_at = t + 2;
        const bool general = r.lower(t + 1) == "general" && r.sentence(t).contains(t + 1) &&
                             among(r.lower(t), {"attorney", "solicitor", "prosecutor", "director", "inspector",
                                                "consul", "auditor", "surgeon", "secretary"});
        if (const Noun office = general || head_of_mission ? r.known.noun(r.tree, t + 1, t) : Noun{}; office.words == 2)
            p.noun = office, p.noun_at = t + 1;  // "the attorney general"
        if (r.lower(t) == "secretary" && r.capital(t) && p.noun.sector.empty()) p.noun.sector = "GOV";
        if (p.noun.words == 3 && r.lower(t - 1) == "of") return;  // the end of "Secretary of Transportation"
        if (!r.capital(t) && among(r.lower(t), {"justice", "private", "major", "general", "chair"}) &&
            p.noun.words == 1 && p.tokens.begin == t)
            p.noun = {};
        const bool role = p.noun.kind == NounKind::office || p.noun.kind == NounKind::people;
        p.tokens = {left_edge(r, t, sentence.begin),
                    right_edge(r, t, role, p.noun.kind == NounKind::people && tag == Tag::NNS, t + 1)};
        if (const int mark = p.tokens.begin - 1;
            mark > sentence.begin && among(r.lower(mark), {"'s", "’s"}) && r.name_of[mark - 1] >= 0) {
            const int owner = r.names[r.name_of[mark - 1]].tokens.begin;  // an owner that the tree hangs elsewhere
            if (owner >= sentence.begin) p.tokens.begin = owner;
        }
        if (p.noun_at == t + 1) p.tokens.end = std::max(p.tokens.end, t + 2);
        if (those) p.tokens = {t, std::min(r.tree.right[t], t + longest_phrase)};
        join_people(p);
        p.plural = tag == Tag::NNS || tag == Tag::NNPS || people;
        p.number = number, p.subject = is_subject(r, t);
        for (int u = p.tokens.begin; u < t; ++u) note_modifier(p, u);
        if (nationals) p.country = state_code(r, r.names[r.name_of[t]]);
        if (count)
            p.several = Several::those, p.how_many = among(r.lower(t), {"three"}) ? 3 : 2;
        else
            note_several(p);
        r.phrases.push_back(p);
    }

    /// A bare common noun for people: nothing before it tells whose or how many they are.
    bool is_crowd(int t) const {
        if (r.name_of[t] >= 0 || taken_[t]) return false;
        for (Dep dep : {Dep::det, Dep::nummod, Dep::nmod_poss})
            if (const int word = r.tree.child(t, dep); word >= 0 && word < t) return false;
        const NounKind kind = r.known.noun(r.tree, t, r.sentence(t).begin).kind;
        return kind == NounKind::people || (kind == NounKind::none && r.tree.tag[t] == Tag::NNS);
    }

    /// "participants, organisers and guests of the forum": one crowd.
    void join_people(Phrase& p) {
        if (p.noun.kind != NounKind::people || r.tree.dep[p.head] == Dep::conj || !is_crowd(p.head)) return;
        int last = -1;
        for (int c = r.tree.first_child[p.head]; c >= 0; c = r.tree.next_sibling[c])
            if (r.tree.dep[c] == Dep::conj) {
                if (!is_crowd(c)) return;
                last = c;
            }
        if (last < 0 || last - p.head > longest_phrase) return;
        for (int t = p.head + 1; t <= last; ++t) taken_[t] = true;
        p.tokens.end = std::max(right_edge(r, last, true, true, last + 1), right_edge(r, p.head, true, true, last + 1));
    }

    void note_modifier(Phrase& p, int u) {
        const std::string_view word = r.lower(u);
        if (among(word, {"the", "this", "that", "these", "those", "both"})) p.definite = true;
        if (r.tree.tag[u] == Tag::PRPS) p.owner = u, p.definite = true;
        if (among(word, {"'s", "’s", "'", "’"}) && u > p.tokens.begin) p.owner = u - 1, p.definite = true;
        if (r.tree.tag[u] == Tag::CD) p.counted = true;
        if (among(word, {"other", "another", "new", "more", "a", "an", "some", "several", "many", "further",
                         "additional", "various", "different", "no", "any"}))
            p.new_one = true;
    }

    void note_several(Phrase& p) {
        const std::string_view noun = r.tree.lemma(p.head);
        const bool pair = among(noun, {"pair", "duo", "trio"});
        if (noun == "trio") p.how_many = 3;
        if (!p.plural && !pair) return;
        const bool people = pair || among(noun, {"leader", "president", "minister", "premier", "chancellor", "king",
                                                 "diplomat", "official", "head"});
        const bool states = among(noun, {"side", "country", "nation", "state", "party", "neighbour", "neighbor",
                                         "government", "capital", "power"});
        if (!people && !states) return;
        bool the = false, number = false, other = false, both = false;
        for (int u = p.tokens.begin; u < p.head; ++u) {
            const std::string_view word = r.lower(u);
            if (word == "the" || word == "these")
                the = true;
            else if (word == "two")
                number = true;
            else if (word == "both")
                both = true;
            else if (word == "three")
                number = true, p.how_many = 3;
            else if (people && !note_state(p, u) &&
                     !among(word, {"our", "prime", "foreign", "defence", "defense", "finance", "and", ",", "'s", "’s"}))
                other = true;
            else if (!people && !among(word, {"our", "prime", "foreign", "defence", "defense", "finance",
                                              "neighbouring", "neighboring", "allied", "andean", "asian", "arab",
                                              "african", "european", "nordic", "baltic", "american", "latin"}))
                other = true;
        }
        if (people && p.of_states.empty()) note_states_behind(p, the);
        if (p.of_states.size() > 1 && !other) {
            p.several = Several::people, p.how_many = static_cast<int>(p.of_states.size());
            return;
        }
        if (other || !p.of_states.empty() || p.tokens.end > p.head + 1 || r.tree.child(p.head, Dep::acl_relcl) >= 0)
            return;
        const bool alone = the && (pair || among(noun, {"side", "party", "leader", "president", "country"}));
        if (p.tokens.begin < p.head && r.lower(p.tokens.begin) == "our") return;
        if (both || (the && number) || alone || (number && among(noun, {"leader", "side"})))
            p.several = people ? Several::people : Several::states;
    }

    /// "the Peruvian and Chilean presidents", "the presidents of Peru and Chile": a state of theirs.
    bool note_state(Phrase& p, int u) const {
        if (r.name_of[u] < 0) return false;
        const std::string code(state_code(r, r.names[r.name_of[u]]));
        if (code.empty()) return false;
        if (p.of_states.empty() || p.of_states.back() != code) p.of_states.push_back(code);
        return true;
    }

    /// "officials from Peru and Chile": those of nobody else, where they are not said to be known.
    void note_states_behind(Phrase& p, bool known) const {
        int u = p.head + 1;
        if (u >= r.size() || !among(r.lower(u), {"of", "from"})) return;
        bool goes_on = false;
        for (++u; u < r.size() && u < p.head + longest_phrase; ++u) {
            const bool state = note_state(p, u);
            if (!state && !among(r.lower(u), {",", "and", "the"})) break;
            goes_on = !state;
        }
        if (goes_on && !known) p.of_states.clear();
    }

    void add_pronoun(int t) {
        if (r.tree.dep[t] == Dep::expl) return;
        Phrase p;
        p.kind = MentionKind::pronoun;
        p.head = t;
        p.tokens = {t, t + 1};
        p.subject = is_subject(r, t);
        const std::string_view word = r.lower(t);
        p.plural =
            among(word, {"they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", "ourselves"});
        p.gender = among(word, {"he", "him", "his", "himself"})     ? 'm'
                   : among(word, {"she", "her", "hers", "herself"}) ? 'f'
                                                                    : 0;
        r.phrases.push_back(p);
    }

    Reading& r;
    std::vector<char> taken_;
};

}  // namespace

void find_phrases(Reading& r) { Builder(r).build(); }

}  // namespace dragoman::mentions

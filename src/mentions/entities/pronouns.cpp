// Pronouns: earlier phrases that agree are weighed (antecedents.h), the best is meant, or nobody told of.
// "I", "we" and "you" stay open, since the speaker of a quotation is not known yet; those of one voice are chained.
#include <algorithm>

#include "mentions/entities/coreference.h"

namespace dragoman::mentions {
namespace {

constexpr int furthest = 5;  // sentences back

bool is_pair_of_things(const std::vector<EntityInfo>& entities, const EntityIds& ids) {
    return std::all_of(ids.begin(), ids.end(), [&](EntityId id) { return entities[id].type == EntityType::other; });
}

/// "It is clear that", "it seems": what the word stands for comes behind, or is nothing.
bool may_be_empty(const Annotation& tree, int it) {
    if (tree.dep[it] != Dep::nsubj && tree.dep[it] != Dep::nsubj_pass) return false;
    const int verb = tree.head[it];
    if (among(tree.lemma(verb), {"seem", "appear", "rain", "snow", "turn", "take"})) return true;
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c])
        if (c > verb &&
            (tree.dep[c] == Dep::csubj || tree.dep[c] == Dep::ccomp || tree.dep[c] == Dep::xcomp ||
             tree.dep[c] == Dep::advcl) &&
            (tree.child(verb, Dep::cop) >= 0 || tree.dep[it] == Dep::nsubj_pass))
            return true;
    return false;
}

Acting acting(const Annotation& tree, int t) {
    if (tree.dep[t] != Dep::nsubj) return Acting::no;
    const int verb = tree.head[t];
    if (tree.child(verb, Dep::ccomp) >= 0 || tree.child(verb, Dep::xcomp) >= 0) return Acting::with_clause;
    return tree.child(verb, Dep::obj) >= 0 ? Acting::on_something : Acting::no;
}

PronounRole role_of_pronoun(const Annotation& tree, int t) {
    const std::string_view word = tree.lower(t);
    if (word.ends_with("self") || word.ends_with("selves")) return PronounRole::reflexive;
    if (tree.tag[t] == Tag::PRPS || tree.dep[t] == Dep::nmod_poss) return PronounRole::owner;
    return role_in_clause(tree, t) <= Role::subject ? PronounRole::subject : PronounRole::other;
}

}  // namespace

/// A phrase and what is coordinated with it: "Xi and Putin".
EntityIds Joiner::coordinated(int phrase) const {
    EntityIds all;
    const Phrase& p = r.phrases[phrase];
    if (entity_of_phrase_[phrase] >= 0) all.push_back(entity_of_phrase_[phrase]);
    for (int t = p.tokens.begin; t < p.tokens.end; ++t)
        for (int c = r.tree.first_child[t]; c >= 0; c = r.tree.next_sibling[c]) {
            if (r.tree.dep[c] != Dep::conj || p.tokens.contains(c)) continue;
            const int other = r.phrase_of[c];
            if (other < 0 || other == phrase || entity_of_phrase_[other] < 0) continue;
            if (std::find(all.begin(), all.end(), entity_of_phrase_[other]) == all.end())
                all.push_back(entity_of_phrase_[other]);
        }
    return all;
}

Anaphor Joiner::anaphor(const Phrase& p) const {
    Anaphor a;
    a.sort = p.gender != 0 ? PronounClass::he : p.plural ? PronounClass::they : PronounClass::it;
    a.role = role_of_pronoun(r.tree, p.head);
    a.token = p.head;
    a.sentence = r.text.sentence_of(p.head);
    a.paragraph = r.text.sentences[a.sentence].paragraph;
    a.clause = clause_of(r.tree, r.tree.head[p.head] < 0 ? p.head : r.tree.head[p.head]);
    a.quote = quote_of_[p.head];
    a.gender = p.gender;
    a.acting = acting(r.tree, p.head);
    a.opens = r.text.sentences[a.sentence].tokens.begin == p.head;
    a.empty = a.sort == PronounClass::it && may_be_empty(r.tree, p.head);
    return a;
}

/// What an entity is to a pronoun, and whether the two agree.
bool Joiner::agrees(const Anaphor& p, EntityId id, Antecedent& a) const {
    const EntityInfo& info = r.out.entities[id];
    const Trace& trace = traces_[id];
    const bool person = info.type == EntityType::person || (info.type == EntityType::people && !info.plural);
    switch (info.type) {
        case EntityType::person:
            a.meant = Meant::person;
            break;
        case EntityType::people:
            a.meant = info.plural ? Meant::people : Meant::person;
            break;
        case EntityType::country:
            a.meant = Meant::country;
            break;
        case EntityType::organization:
            a.meant = Meant::organization;
            break;
        case EntityType::place:
            a.meant = Meant::place;
            break;
        case EntityType::other:
            a.meant = info.named ? Meant::named : info.plural ? Meant::things : Meant::thing;
            break;
    }
    switch (p.sort) {
        case PronounClass::he:
            if (info.plural || info.type == EntityType::country) return false;
            if (!person && !trace.gender && (!info.named || trace.known)) return false;
            if (trace.gender && trace.gender != p.gender) return false;
            if (!trace.gender && trace.said && trace.said == trace.likely && trace.said != p.gender) return false;
            a.gender = trace.gender   ? GenderFit::sure
                       : trace.said   ? (trace.said == p.gender ? GenderFit::said : GenderFit::said_otherwise)
                       : trace.likely ? (trace.likely == p.gender ? GenderFit::likely : GenderFit::unlikely)
                                      : GenderFit::open;
            a.echo = trace.last_pronoun == p.gender;
            return true;
        case PronounClass::it:
            a.echo = trace.last_pronoun == 'i';
            return !info.plural && !person && !trace.gender;
        case PronounClass::they:
            a.echo = trace.last_pronoun == 't';
            if (info.type == EntityType::other && p.acting != Acting::no)
                return false;  // "the talks": they adopt nothing
            return info.plural || info.type == EntityType::organization || info.type == EntityType::country;
    }
    return false;
}

/// The earlier phrase as an antecedent; false when it does not agree with the pronoun.
bool Joiner::antecedent(const Anaphor& p, const Trail& t, EntityIds& ids, Antecedent& a) const {
    const Phrase& phrase = r.phrases[t.phrase];
    if (phrase.tokens.contains(p.token) && phrase.kind != MentionKind::pronoun) return false;  // "his country"
    ids = t.entities;
    a = {};
    if (ids.empty()) {
        if (t.chain < 0) return false;
        const Chain& chain = chains_[t.chain];
        if (chain.sort != p.sort || chain.gender != p.gender) return false;
        a.meant = Meant::unknown;
        a.told = chain.told;
        a.echo = true;
        a.gender = GenderFit::said;
    } else {
        if (ids.size() == 1 && p.sort == PronounClass::they) ids = coordinated(t.phrase);
        if (ids.size() > 1) {
            if (p.sort != PronounClass::they) return false;
            a.meant = is_pair_of_things(r.out.entities, ids) ? Meant::pile : Meant::pair;
        } else if (!agrees(p, ids[0], a)) {
            return false;
        }
        a.told = traces_[ids[0]].told;
    }
    a.phrase = t.phrase, a.token = phrase.head, a.sentence = t.sentence, a.clause = t.clause, a.quote = t.quote;
    a.paragraph = r.text.sentences[t.sentence].paragraph;
    a.role = t.role, a.kind = phrase.kind, a.depth = t.depth, a.part = t.part;
    a.definite = phrase.definite, a.indefinite = phrase.new_one, a.modifier = phrase.modifier;
    a.ahead = phrase.head > p.token;
    if (a.sentence == p.sentence && !a.ahead) {
        a.lie = lie_of(r.tree, a.clause, p.clause);
        int clause = p.clause;
        for (int step = 0; step < 3 && !a.relative && r.tree.head[clause] >= 0; ++step) {
            a.relative = r.tree.dep[clause] <= Dep::acl_relcl && phrase.tokens.contains(r.tree.head[clause]);
            clause = clause_of(r.tree, r.tree.head[clause]);
        }
    }
    return true;
}

/// The subject behind a pronoun that stands in what its clause begins with: "When he arrived, Putin …", "In his
/// speech, Putin …".
int Joiner::subject_ahead(const Phrase& p) const {
    int below = p.head;
    for (int step = 0; step < 12 && r.tree.head[below] >= 0; ++step) {
        const int verb = r.tree.head[below];
        if (verb > below && (r.tree.dep[below] == Dep::advcl || r.tree.dep[below] == Dep::obl))
            for (int c = r.tree.first_child[verb]; c >= 0; c = r.tree.next_sibling[c])
                if (c > below && c > p.head && (r.tree.dep[c] == Dep::nsubj || r.tree.dep[c] == Dep::nsubj_pass) &&
                    r.phrase_of[c] >= 0 && r.phrases[r.phrase_of[c]].kind != MentionKind::pronoun)
                    return r.phrase_of[c];
        below = verb;
    }
    return -1;
}

/// "Asked if he would resign, Lee said no": who answers; -1 where the sentence does not begin so.
EntityId Joiner::who_is_asked(const Anaphor& a, int ahead) const {
    const int first = r.text.sentences[a.sentence].tokens.begin;
    if (ahead < 0 || r.lower(first) != "asked" || a.sort != PronounClass::he || a.role != PronounRole::subject)
        return -1;
    const EntityId id = entity_of_phrase_[ahead];
    Antecedent unused;
    return id >= 0 && r.out.entities[id].type == EntityType::person && agrees(a, id, unused) ? id : -1;
}

/// "He asked Cruz to stay", "she said that Silva would": whom the pronoun's own clause, or one below it, names behind
/// it is another.
EntityIds Joiner::named_below(const Phrase& p) const {
    constexpr int longest_clause = 40;
    EntityIds others;
    const int verb = r.tree.head[p.head];
    if (!p.gender || verb < 0 || r.tree.dep[p.head] != Dep::nsubj || !r.tree.is_verb(verb)) return others;
    const int end = std::min(r.tree.right[verb], p.head + longest_clause);
    for (int t = p.head + 1; t < end; ++t) {
        const int index = r.phrase_of[t];
        if (index < 0 || r.phrases[index].name < 0 || r.phrases[index].name_words.begin != t) continue;
        if (r.phrases[index].type != EntityType::person) continue;
        int up = t;
        for (int step = 0; step < 12 && up >= 0 && up != verb; ++step) {
            const Dep dep = r.tree.dep[up];
            if (dep == Dep::parataxis || (dep == Dep::conj && r.tree.is_verb(up))) up = -1;
            if (up >= 0) up = r.tree.head[up];
        }
        if (up != verb) continue;
        if (const EntityId id = person_named(r.phrases[index], words_of(r.phrases[index].name_words)); id >= 0)
            others.push_back(id);
    }
    return others;
}

void Joiner::gather(const Anaphor& p, std::vector<Weighed>& out) const {
    std::vector<std::pair<EntityIds, int>> nearer;  // a chain has no entities
    int most_told = 0;
    for (int i = static_cast<int>(trail_.size()) - 1, steps = 0; i >= 0 && steps < look_back; --i, ++steps) {
        const Trail& t = trail_[i];
        if (p.sentence - t.sentence > furthest) break;
        Weighed w;
        if (!antecedent(p, t, w.entities, w.antecedent)) continue;
        w.chain = w.entities.empty() ? t.chain : -1;
        const auto met = std::find(nearer.begin(), nearer.end(), std::pair(w.entities, w.chain));
        w.antecedent.rank = static_cast<int>(met - nearer.begin());
        if (met == nearer.end()) nearer.emplace_back(w.entities, w.chain);
        most_told = std::max(most_told, w.antecedent.told);
        out.push_back(std::move(w));
    }
    for (Weighed& w : out) w.antecedent.leading = w.antecedent.told == most_told && most_told > 1;
}

/// "I", "my": one for each voice, which is a quotation or the story itself.
Reference Joiner::speaking(const Phrase& p) {
    const std::string_view word = r.lower(p.head);
    const int person = among(word, {"i", "me", "my", "mine", "myself"}) ? 0 : p.plural ? 1 : 2;
    const int voice = (quote_of_[p.head] + 1) * 3 + person;
    const auto [at, fresh] = voices_.try_emplace(voice, static_cast<int>(chains_.size()));
    if (fresh) chains_.push_back({});
    return {{}, at->second};
}

Reference Joiner::pronoun(const Phrase& p) {
    const std::string_view word = r.lower(p.head);
    if (!p.gender && !among(word, {"it", "its", "itself", "they", "them", "their", "theirs", "themselves"}))
        return among(word, {"one", "oneself", "'s"}) ? Reference{} : speaking(p);
    const int ahead = subject_ahead(p);
    if (ahead >= 0 && !joined_[ahead]) join_phrase(ahead);
    const Anaphor a = anaphor(p);
    if (const EntityId asked = who_is_asked(a, ahead); asked >= 0) return {{asked}, -1, false};
    std::vector<Weighed> all;
    gather(a, all);
    for (EntityId other : named_below(p))
        all.erase(std::remove_if(all.begin(), all.end(),
                                 [&](const Weighed& w) { return w.entities.size() == 1 && w.entities[0] == other; }),
                  all.end());
    Features features;
    features_of_none(a, features);
    const AntecedentWeights& weights = r.referring.weights;
    int best = weights.score(a.sort, features);
    const Weighed* meant = nullptr;
    for (const Weighed& w : all) {
        features_of(a, w.antecedent, features);
        if (const int score = weights.score(a.sort, features); score > best) best = score, meant = &w;
    }
    if (observer_) observer_(a, all);
    if (!meant) {
        chains_.push_back({a.sort, a.gender, 0});
        return {{}, static_cast<int>(chains_.size()) - 1};
    }
    if (meant->entities.size() == 1) {
        Trace& trace = traces_[meant->entities[0]];
        if (a.gender) trace.said = a.gender;
        trace.last_pronoun = a.gender ? a.gender : a.sort == PronounClass::it ? 'i' : 't';
    }
    return {meant->entities, meant->chain, r.phrases[meant->antecedent.phrase].of_state};
}

}  // namespace dragoman::mentions

// How firmly somebody binds himself, and by whose word.
#include <algorithm>

#include "findings/commitments/rows.h"
#include "findings/events/clause.h"

namespace dragoman::findings {

std::string CommitmentRows::strength_of_future(int act, const EntityIds& by) const {
    if (const std::string_view told = strength_of_governor(act); !told.empty()) return std::string(told);
    if (is_one_of(tree_.lemma(act), "consider", "contemplate", "mull", "weigh")) return "considered";
    if (is_one_of(tree_.lemma(act), "try", "strive", "seek", "aim", "attempt", "endeavour", "endeavor")) return "aimed";
    const std::string kind = kind_of(act);
    if (found_.statement_of_token[act] < 0 || kind == "meet" || (kind != "cooperate" && is_progressive(tree_, act)))
        return "planned";
    if (kind != "cooperate" && is_announced(act, by)) return "planned";
    return is_own_word(act, by) || (kind == "cooperate" && is_spoken_for(act, by)) ? "promised" : "planned";
}

/// "The firm said it would close two plants": what a body tells of itself is a plan, what a person says a promise.
bool CommitmentRows::is_announced(int act, const EntityIds& by) const {
    const auto& who = reading_.mentions.entities;
    return !is_said_directly(act) && std::all_of(by.begin(), by.end(), [&](EntityId id) {
        return who[id].type == EntityType::organization || who[id].type == EntityType::country;
    });
}

bool CommitmentRows::is_hinted(int act) const {
    const int governor = tree_.head[act];
    return governor >= 0 && tree_.dep[act] == Dep::ccomp &&
           is_one_of(tree_.lemma(governor), "suggest", "hint", "signal", "imply");
}

std::string_view CommitmentRows::strength_of_governor(int act) const {
    const int governor = tree_.head[act];
    if (const int under = phrase_with(tree_, act, "under"); under >= 0 && is_agreement(under)) return "agreed";
    if (governor < 0) return {};
    if (tree_.dep[act] == Dep::acl_relcl)
        if (const int under = phrase_with(tree_, act, "under"); under >= 0 && under < act) return "agreed";
    if (tree_.dep[act] != Dep::ccomp) return {};
    if (is_hinted(act)) return "intended";
    const Intent* intent = reading_.lexicon.intent(tree_, governor);
    return intent ? intent->strength : std::string_view();
}

bool CommitmentRows::is_spoken_for(int act, const EntityIds& by) const {
    const auto& who = reading_.mentions.entities;
    const EntityIds& speakers = found_.statements[found_.statement_of_token[act]].speakers;
    return std::all_of(speakers.begin(), speakers.end(), [&](EntityId speaker) {
        const std::string& country = who[speaker].country;
        return country.empty() ||
               std::any_of(by.begin(), by.end(), [&](EntityId id) { return who[id].country == country; });
    });
}

bool CommitmentRows::is_of_own_state(int act, const EntityIds& by) const {
    const auto& who = reading_.mentions.entities;
    const int statement = found_.statement_of_token[act];
    if (statement < 0 || by.size() != 1 || who[by[0]].country.empty() || !who[by[0]].named) return false;
    const EntityIds& speakers = found_.statements[statement].speakers;
    const bool state = who[by[0]].type == EntityType::country || who[by[0]].sector == "GOV";
    return state && std::any_of(speakers.begin(), speakers.end(), [&](EntityId speaker) {
               return who[speaker].country == who[by[0]].country && who[speaker].sector == "GOV";
           });
}

bool CommitmentRows::is_own_word(int act, const EntityIds& by) const {
    const int statement = found_.statement_of_token[act];
    if (statement < 0) return false;
    const EntityIds& speakers = found_.statements[statement].speakers;
    return std::any_of(speakers.begin(), speakers.end(), [&](EntityId id) {
        return std::find(by.begin(), by.end(), id) != by.end() || (by.size() == 1 && spoken_for(id) == by);
    });
}

bool CommitmentRows::is_promised(int verb) const {
    const int governor = tree_.head[verb];
    if (governor < 0 || tree_.dep[verb] != Dep::ccomp) return false;
    return is_one_of(tree_.lemma(governor), "promise", "pledge", "vow", "guarantee");
}

bool CommitmentRows::is_reported(int verb) const {
    if (found_.statement_of_token[verb] >= 0) return true;
    // "said it was ready and would act": what governs the first clause governs the next
    const bool next = tree_.dep[verb] == Dep::conj && tree_.head[verb] >= 0;
    const int clause = next ? tree_.head[verb] : verb;
    const int governor = tree_.head[clause];
    return tree_.dep[clause] == Dep::ccomp && governor >= 0 &&
           (tree_.tag[governor] == Tag::VBD || tree_.tag[governor] == Tag::VBN);
}

bool CommitmentRows::is_said_directly(int token) const {
    const int said = found_.statement_of_token[token];
    return said >= 0 && found_.statements[said].form == Form::direct;
}

bool CommitmentRows::speaks_for_itself(int verb, const EntityIds& by) const {
    if (by.empty() || !can_undertake(verb) || !is_meant(verb) || is_negated(tree_, verb)) return false;
    const auto& who = reading_.mentions.entities;
    return std::all_of(by.begin(), by.end(), [&](EntityId id) {
        const bool body = who[id].type == EntityType::country || who[id].type == EntityType::organization;
        return body && who[id].named && who[id].sector != "JRN" &&
               is_one_of(tree_.lemma(tree_.head[verb]), "say", "add", "state");
    });
}

EntityIds CommitmentRows::promisers(int verb) const {
    const int governor = tree_.head[verb];
    const std::string_view strength = governor < 0 ? std::string_view() : strength_of_governor(verb);
    if (strength != "promised" && strength != "agreed") return {};
    if (tree_.dep[verb] != Dep::ccomp) return {};
    const ClauseSubject subject = subject_of(tree_, governor);
    return subject.passive || subject.head < 0 ? EntityIds() : undertakers(subject);
}

EntityIds CommitmentRows::assurers(int verb) const {
    const int noun = tree_.head[verb];
    if (noun < 0 || tree_.dep[verb] != Dep::acl || marker_of(tree_, verb) != "that") return {};
    if (!is_one_of(tree_.lemma(noun), "assurance", "promise", "pledge", "guarantee", "commitment", "vow")) return {};
    for (const int giver :
         {phrase_with(tree_, noun, "from"), phrase_with(tree_, noun, "by"), tree_.child(noun, Dep::nmod_poss)})
        if (giver >= 0) return undertakers({giver, false, -1});
    return {};
}

bool CommitmentRows::is_agreement(int noun) const {
    return is_one_of(tree_.lemma(noun), "agreement", "deal", "accord", "pact", "treaty", "contract", "settlement",
                     "memorandum", "protocol", "convention", "truce", "ceasefire", "compromise", "arrangement");
}

/// "does not plan to", but not "never planned to", "did not intend to", which bind nobody where the story tells it.
bool CommitmentRows::may_be_denied(int word) const {
    if (tree_.tag[word] != Tag::VB || !is_one_of(tree_.lemma(word), "plan", "intend")) return false;
    for (int c = tree_.first_child[word]; c >= 0 && c < word; c = tree_.next_sibling[c])
        if (is_one_of(tree_.lower(c), "do", "does")) return true;
    // "said it did not intend to": told of now
    return found_.statement_of_token[word] >= 0 && !is_said_directly(word);
}

bool CommitmentRows::is_meant(int verb) const {
    return !is_dropped(words_, tree_, verb) && !is_open(tree_, verb) && !is_hoped(words_, tree_, verb) &&
           !is_defining(tree_, verb) && tree_.child(verb, Dep::csubj) < 0;
}

}  // namespace dragoman::findings

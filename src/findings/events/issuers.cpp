// Papers that speak: whose plan, bill or communique it is that urges, condemns or promises something.
#include <algorithm>

#include "findings/events/parts.h"

namespace dragoman::findings {

namespace {

constexpr int farthest = 400;      // tokens back
constexpr int most_tellings = 12;  // of the paper, looked at

bool is_paper(std::string_view noun) {
    constexpr std::string_view papers[] = {"communique", "communiqué", "declaration", "resolution", "plan",
                                           "bill",       "report",     "statement",   "decree",     "letter",
                                           "draft",      "document",   "motion",      "petition",   "manifesto",
                                           "memorandum", "text",       "proposal"};
    return std::find(std::begin(papers), std::end(papers), noun) != std::end(papers);
}

/// "unveiled a plan", "adopted the declaration": who does so issues it.
bool is_issuing(std::string_view verb) {
    constexpr std::string_view verbs[] = {"issue", "adopt",   "publish",  "release", "unveil",  "draft",    "propose",
                                          "draw",  "present", "submit",   "approve", "pass",    "sign",     "write",
                                          "table", "send",    "announce", "prepare", "compile", "formulate"};
    return std::find(std::begin(verbs), std::end(verbs), verb) != std::end(verbs);
}

/// Whose paper it is by its own phrase: "Peru's plan", "a report by the panel", "the Peruvian proposal".
EntityIds owners_of(const EventReading& reading, int paper) {
    const Annotation& tree = reading.tree;
    if (const int whose = tree.child(paper, Dep::nmod_poss); whose >= 0)
        if (EntityIds ids = parties_of(reading, whose); !ids.empty()) return ids;
    for (std::string_view preposition : {"by", "from"})
        if (const int whose = phrase_with(tree, paper, preposition); whose >= 0)
            if (EntityIds ids = parties_of(reading, whose); !ids.empty()) return ids;
    for (int c = tree.first_child[paper]; c >= 0 && c < paper; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::compound || tree.dep[c] == Dep::amod)
            if (EntityIds ids = parties_of(reading, c); !ids.empty()) return ids;
    return {};
}

/// Who does something to it that brings it out.
EntityIds makers_of(const EventReading& reading, int paper) {
    const Annotation& tree = reading.tree;
    const int verb = tree.head[paper];
    if (verb < 0 || !tree.is_verb(verb) || !is_issuing(tree.lemma(verb))) return {};
    if (tree.dep[paper] == Dep::obj) {
        const ClauseSubject subject = subject_of(tree, verb);
        return subject.passive ? EntityIds() : subject_parties(reading, subject);
    }
    const int by = tree.dep[paper] == Dep::nsubj_pass ? phrase_with(tree, verb, "by") : -1;
    return by < 0 ? EntityIds() : parties_of(reading, by);
}

}  // namespace

EntityIds issuers_of(const EventReading& reading, int paper) {
    const Annotation& tree = reading.tree;
    const std::string_view noun = tree.lemma(paper);
    if (!is_paper(noun)) return {};
    if (EntityIds ids = owners_of(reading, paper); !ids.empty()) return ids;
    int told = 0;
    for (int t = paper - 1; t >= std::max(0, paper - farthest) && told < most_tellings; --t) {
        if (tree.lemma(t) != noun || !tree.is_noun(t)) continue;
        ++told;
        if (EntityIds ids = owners_of(reading, t); !ids.empty()) return ids;
        if (EntityIds ids = makers_of(reading, t); !ids.empty()) return ids;
    }
    return {};
}

}  // namespace dragoman::findings

// Conditions of frames, and which acts belong into a political record.
#include <algorithm>

#include "findings/events/parts.h"

namespace dragoman::findings {

namespace {

constexpr std::string_view public_sectors[] = {"GOV", "MIL", "LEG", "JUD", "PTY", "OPP", "REB", "UAF",
                                               "COP", "CRM", "SPY", "ELI", "IGO", "PRM", "PRE", "LAB"};
constexpr std::string_view hostile_types[] = {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"};
constexpr std::string_view force_sectors[] = {"MIL", "REB", "UAF", "COP", "PRM", "CRM", "SPY"};

template <std::size_t N>
bool is_in(const std::string_view (&words)[N], std::string_view word) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool any(const EventReading& reading, const EntityIds& ids, bool (*is)(const EntityInfo&)) {
    return std::any_of(ids.begin(), ids.end(), [&](EntityId id) { return is(reading.mentions.entities[id]); });
}

bool is_person(const EntityInfo& who) { return who.type == EntityType::person; }
bool is_people(const EntityInfo& who) { return who.type == EntityType::person || who.type == EntityType::people; }
bool is_no_state(const EntityInfo& who) { return who.type != EntityType::country; }
bool is_actor(const EntityInfo& who) { return who.type != EntityType::place && who.type != EntityType::other; }
bool is_of_state(const EntityInfo& who) { return !who.country.empty(); }
bool is_place(const EntityInfo& who) { return who.type == EntityType::place; }
bool is_force(const EntityInfo& who) { return is_in(force_sectors, who.sector); }
bool is_office(const EntityInfo& who) {
    return (who.type == EntityType::person || who.type == EntityType::people) &&
           (is_public(who) || !who.office.empty() || !who.country.empty());
}

class Needs {
public:
    Needs(const EventReading& reading, const Trigger& trigger, const Sides& sides)
        : reading_(reading), tree_(reading.tree), trigger_(trigger), sides_(sides) {}

    bool meets(const EventFrame::Words& need) const {
        if (need.front().back() == '=') return listed(need);
        return std::any_of(need.begin(), need.end(), [&](std::string_view test) { return holds(test); });
    }

private:
    bool listed(const EventFrame::Words& need) const {
        const auto is_listed = [&](auto... words) {
            return ((std::find(need.begin() + 1, need.end(), words) != need.end()) || ...);
        };
        if (need.front() == "object=") {
            const int object = meant_by(tree_, object_of(tree_, trigger_.token), trigger_.token);
            if (object < 0) return false;
            const int counted = reading_.lexicon.counted(tree_, object);  // "thousands of troops"
            const int title = tree_.child(object, Dep::nmod_desc);        // "dismissed Minister Lee"
            return is_listed(tree_.lemma(object), tree_.lower(object), tree_.lemma(counted), tree_.lower(counted)) ||
                   (title >= 0 && is_listed(tree_.lower(title)));
        }
        if (need.front() == "subject=") {
            const int subject = subject_of(tree_, trigger_.clause()).head;
            return subject >= 0 && is_listed(tree_.lower(subject), tree_.lemma(subject));
        }
        const auto is_near = [&](int head) {
            for (int c = head < 0 ? -1 : tree_.first_child[head]; c >= 0; c = tree_.next_sibling[c])
                if (is_listed(tree_.lemma(c), tree_.lower(c))) return true;
            return false;
        };
        if (need.front() == "near=") return is_near(trigger_.token);
        if (need.front() == "object-near=") return is_near(object_of(tree_, trigger_.token));
        if (need.front() == "subject-near=") return is_near(subject_of(tree_, trigger_.clause()).head);
        if (need.front() == "carrier=") return trigger_.carrier >= 0 && is_listed(tree_.lemma(trigger_.carrier));
        if (need.front() == "complement=") {
            const int complement = complement_of(tree_, trigger_.token);
            return complement >= 0 && is_listed(tree_.lemma(complement));
        }
        const int phrase = phrase_with(tree_, trigger_.token, need.front().substr(0, need.front().size() - 1));
        // "eight years of records"
        const int counted = phrase < 0 ? -1 : phrase_with(tree_, phrase, "of");
        return phrase >= 0 && (is_listed(tree_.lemma(phrase)) || (counted >= 0 && is_listed(tree_.lemma(counted))));
    }

    bool holds(std::string_view test) const {
        if (test.front() == '!') return !holds(test.substr(1));
        const EntityIds &actors = sides_.actors, &recipients = sides_.recipients;
        if (test == "actor") return !actors.empty();
        if (test == "recipient") return !recipients.empty();
        if (test == "recipient-public") return any(reading_, recipients, is_public);
        if (test == "both") return !actors.empty() && !recipients.empty();
        if (test == "supported") return trigger_.carrier >= 0;
        if (test == "between") return sides_.mutual || phrase_with(tree_, trigger_.token, "between") >= 0;
        if (test == "object") return object_of(tree_, trigger_.token) >= 0;
        if (test == "attributive") return tree_.dep[trigger_.token] == Dep::amod;
        if (test == "predicate") return tree_.child(trigger_.token, Dep::cop) >= 0;
        if (test == "passive") return is_passive(tree_, trigger_.token);
        if (test == "intransitive") return object_of(tree_, trigger_.token) < 0;
        if (test == "happens") return !trigger_.is_noun || happens();
        if (test == "bare") return complement_of(tree_, trigger_.token) < 0;
        if (test == "future") return is_future();
        if (test == "negated") return is_negated(tree_, trigger_.clause());
        if (test == "plain") return is_plain(trigger_.clause());
        if (test == "own") return is_own(complement_of(tree_, trigger_.token));
        if (test == "hostile") return is_hostile(complement_of(tree_, trigger_.token));
        if (test == "infinitive") return complement_of(tree_, trigger_.token) >= 0;
        if (test == "participants") return takes_two();
        if (test == "armed") return armed();
        if (test == "actor-armed") return any(reading_, actors, is_force) || subject_is_armed();
        if (test == "actor-people")
            return any(reading_, actors, is_no_state) || (!actors.empty() && subject_is_national());
        if (test == "actor-person") return any(reading_, actors, is_person);
        if (test == "actor-office") return any(reading_, actors, is_office);
        if (test == "object-people") return any(reading_, recipients, is_people) || are_nationals();
        if (test == "object-actor") return any(reading_, recipients, is_actor);
        if (test == "object-place")
            return any(reading_, recipients, is_place) ||
                   any(reading_, recipients, [](const EntityInfo& e) { return e.type == EntityType::country; });
        return phrase_with(tree_, trigger_.token, test) >= 0 ||
               (trigger_.carrier >= 0 && phrase_with(tree_, trigger_.carrier, test) >= 0);
    }

    /// Does the table know the act of a complement as one of force or sanction? "Cut aid" is one, "cut waiting times"
    /// none, "withdraw troops" is one of retreat.
    bool is_hostile(int act) const {
        const EventLexicon::Frames* frames = act < 0 ? nullptr : reading_.lexicon.frames_of(tree_, act);
        if (!frames) return false;
        const Trigger done = trigger_at(reading_, act);
        const Sides nobody;
        const Needs below(reading_, done, nobody);
        const auto known = std::find_if(frames->begin(), frames->end(), [&](const EventFrame& frame) {
            const bool decides = is_in(hostile_types, frame.type) || frame.type == "RETREAT" || frame.type == "CONCEDE";
            return decides && has_companions(reading_, done, frame) &&
                   std::all_of(frame.needs.begin(), frame.needs.end(),
                               [&](const auto& need) { return need.front() != "object=" || below.meets(need); });
        });
        return known != frames->end() && is_in(hostile_types, known->type);
    }

    bool is_future() const {
        const std::string_view modal = modal_of(tree_, trigger_.token);
        return modal == "will" || modal == "would";
    }

    /// "is breaking the law", "keeps breaking the law", not "would break", "if they break" or "wants to break".
    bool is_plain(int verb) const {
        if (is_negated(tree_, verb) || !modal_of(tree_, verb).empty()) return false;
        const std::string_view marker = marker_of(tree_, verb);
        if (marker == "if" || marker == "unless" || marker == "whether") return false;
        if (!is_infinitive(tree_, verb)) return true;
        constexpr std::string_view doing[] = {"continue", "try", "attempt", "begin", "start", "help"};
        const int over = tree_.head[verb];
        return over >= 0 && is_in(doing, tree_.lemma(over)) && modal_of(tree_, over).empty() &&
               !is_negated(tree_, over);
    }

    /// "warned that it would strike": who warns is who strikes.
    bool is_own(int act) const {
        if (act < 0) return false;
        const ClauseSubject subject = subject_of(tree_, act);
        if (subject.passive || subject.head < 0) return false;
        const EntityIds own = subject_parties(reading_, subject);
        return std::any_of(own.begin(), own.end(), [&](EntityId id) {
            return std::find(sides_.actors.begin(), sides_.actors.end(), id) != sides_.actors.end();
        });
    }

    /// "took place", "carried out", or placed: told as something that came about.
    bool happens() const {
        if (trigger_.carrier >= 0 && trigger_.support.noun == Carries::subject) return true;
        if (const int done = tree_.child(trigger_.token, Dep::acl); done >= 0 && tree_.tag[done] == Tag::VBN)
            if (reading_.lexicon.support(tree_.lemma(done), Carries::object)) return true;
        return phrase_with(tree_, trigger_.token, "in") >= 0 || phrase_with(tree_, trigger_.token, "at") >= 0;
    }

    bool takes_two() const {
        if (!sides_.actors.empty() && !sides_.recipients.empty()) return true;
        if (sides_.actors.size() != 1) return sides_.actors.size() > 1;
        const EntityInfo& who = reading_.mentions.entities[sides_.actors.front()];
        return who.plural || who.sector == "IGO" || !who.members.empty();
    }

    /// "freed two Canadians"
    bool are_nationals() const {
        const int object = object_of(tree_, trigger_.token);
        return object >= 0 && tree_.tag[object] == Tag::NNPS &&
               any(reading_, sides_.recipients, [](const EntityInfo& who) { return who.type == EntityType::country; });
    }

    /// "young Georgians blocked roads"
    bool subject_is_national() const {
        const int head = subject_of(tree_, trigger_.clause()).head;
        return head >= 0 && tree_.tag[reading_.lexicon.counted(tree_, head)] == Tag::NNPS;
    }

    bool subject_is_armed() const {
        const ClauseSubject subject = subject_of(tree_, trigger_.clause());
        int head = subject.head;
        if (subject.passive) head = phrase_with(tree_, trigger_.token, "by");
        if (trigger_.is_noun && trigger_.carrier < 0) head = phrase_with(tree_, trigger_.token, "of");
        if (head < 0) return false;
        using Sort = EventLexicon::Sort;
        return reading_.lexicon.is(Sort::armed, tree_.lemma(head)) ||
               reading_.lexicon.is(Sort::armed, tree_.lower(head));
    }

    bool armed() const {
        return subject_is_armed() || any(reading_, sides_.actors, is_force) ||
               any(reading_, sides_.actors, [](const EntityInfo& who) { return who.type == EntityType::country; });
    }

    const EventReading& reading_;
    const Annotation& tree_;
    const Trigger& trigger_;
    const Sides& sides_;
};

constexpr std::string_view verbal_types[] = {"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"};

/// Or ends a protest ("082"), which is as public as the protest, or is told by a verdict.
bool harms_people(const EventFrame& frame) {
    return frame.cameo == "082" || frame.type == "ASSAULT" || frame.type == "PROTEST" || frame.type == "COERCE" ||
           frame.mode == "release" || frame.mode == "convict";
}

}  // namespace

bool is_deed(std::string_view noun) {
    constexpr std::string_view deeds[] = {
        "invasion",    "killing",     "murder",        "arrest",     "detention",    "occupation", "shelling",
        "bombing",     "massacre",    "assassination", "abduction",  "kidnapping",   "raid",       "deportation",
        "expulsion",   "execution",   "torture",       "seizure",    "imprisonment", "poisoning",  "beheading",
        "shooting",    "jailing",     "downing",       "storming",   "looting",      "burning",    "beating",
        "stabbing",    "bombardment", "hijacking",     "annexation", "siege",        "crackdown",  "repression",
        "persecution", "attack",      "assault",       "airstrike"};
    return std::find(std::begin(deeds), std::end(deeds), noun) != std::end(deeds);
}

bool is_verbal(std::string_view type) { return is_in(verbal_types, type); }

bool meets_needs(const EventReading& reading, const Trigger& trigger, const EventFrame& frame, const Sides& sides) {
    const Needs needs(reading, trigger, sides);
    return std::all_of(frame.needs.begin(), frame.needs.end(),
                       [&](const EventFrame::Words& need) { return needs.meets(need); });
}

bool meets_word_needs(const EventReading& reading, const Trigger& trigger, const EventFrame& frame) {
    const Sides nobody;
    const Needs needs(reading, trigger, nobody);
    return std::all_of(frame.needs.begin(), frame.needs.end(),
                       [&](const EventFrame::Words& need) { return need.front().back() != '=' || needs.meets(need); });
}

bool is_public(const EntityInfo& who) {
    if (who.type == EntityType::place || who.type == EntityType::other) return false;
    if (who.type == EntityType::country || who.country == "IGO") return true;
    return is_in(public_sectors, who.sector) || !who.office.empty();
}

namespace {

bool is_court(const EntityInfo& who) { return who.sector == "JUD"; }
bool is_public_but_court(const EntityInfo& who) { return is_public(who) && !is_court(who); }
bool is_business(const EntityInfo& who) {
    return who.sector == "BUS" || (who.type == EntityType::organization && !is_public(who));
}

/// "The court rejected the firm's request", "the firm asked the court": the routine of courts and firms.
bool is_litigation(const EventReading& reading, const EventFrame& frame, const Sides& sides) {
    if (!is_verbal(frame.type) || frame.type == "ACCUSE") return false;
    if (any(reading, sides.actors, is_public_but_court) || any(reading, sides.recipients, is_public_but_court))
        return false;
    return (any(reading, sides.actors, is_court) && any(reading, sides.recipients, is_business)) ||
           (any(reading, sides.recipients, is_court) && any(reading, sides.actors, is_business));
}

/// Groups of rights and aid, and people in the streets, are heard when they demand and accuse.
bool is_campaigner_heard(const EventReading& reading, const EventFrame& frame, const Sides& sides) {
    if (frame.type != "REQUEST" && frame.type != "ACCUSE") return false;
    return any(reading, sides.actors, [](const EntityInfo& who) { return who.sector == "NGO"; });
}

}  // namespace

bool is_between_people(const EventReading& reading, const Sides& sides) {
    return !any(reading, sides.actors, is_business) && !any(reading, sides.recipients, is_business);
}

bool is_political(const EventReading& reading, const EventFrame& frame, const Sides& sides) {
    if (is_litigation(reading, frame, sides)) return false;
    // A bombing that took place is news even where nobody is named.
    if (std::find(frame.needs.begin(), frame.needs.end(), EventFrame::Words{"happens"}) != frame.needs.end())
        return true;
    if (any(reading, sides.actors, is_public) || any(reading, sides.recipients, is_public)) return true;
    if (is_campaigner_heard(reading, frame, sides)) return true;
    if (!harms_people(frame)) return false;
    return any(reading, sides.actors, is_people) || any(reading, sides.recipients, is_actor) ||
           (frame.type == "ASSAULT" && !sides.actors.empty() && any(reading, sides.recipients, is_of_state));
}

}  // namespace dragoman::findings

#include "findings/commitments/rows.h"

#include <algorithm>

#include "findings/events/naming.h"

namespace dragoman::findings {

CommitmentRows::CommitmentRows(const Document& document, const EventLexicon& events, const CommitmentLexicon& words,
                               Findings& found)
    : reading_(document, events, found),
      words_(words),
      tree_(document.annotation),
      found_(found),
      event_of_(tree_.tag.size(), nullptr) {
    for (const Event& event : found.events)
        if (event.trigger >= 0) event_of_[event.trigger] = &event;
    const auto& who = reading_.mentions.entities;
    for (EntityId id = 0; id < static_cast<EntityId>(who.size()); ++id)
        if (who[id].type == EntityType::country && !who[id].country.empty()) states_.emplace(who[id].country, id);
}

void CommitmentRows::keep(const Undertaking& u) {
    TokenRange action = u.action.empty() ? action_of(u.act) : u.action;
    action = trimmed(tree_, before_relative(within_statement(u.act, action)));
    if (action.empty()) return;
    Commitment row;
    row.by = u.by;
    row.action = reading_.text.span(action);
    row.kind = kind_of(u.act);
    row.strength = u.strength;
    row.rule = u.rule;
    TokenRange whole = core_of(tree_, u.head);
    whole = trimmed(tree_, {std::min(whole.begin, action.begin), std::max(whole.end, action.end)});
    row.evidence = reading_.text.span(whole);
    row.due = due_of(action, u.act);
    if (row.due.empty()) row.due = due_of(whole, u.act);
    for (int c = tree_.first_child[u.act]; c >= 0 && row.due.empty(); c = tree_.next_sibling[c])
        if (tree_.dep[c] == Dep::advcl &&
            tree_.lower(tree_.left[c]) == "when")  // "will explain it when he comes in May"
            row.due = due_of({tree_.left[c], tree_.right[c]}, c);
    row.statement = found_.statement_of_token[u.act];
    row.to = partners(u.act, u.by);
    if (row.to.empty()) row.to = told_to(u);
    // Figures stand in text order.
    const auto figure = std::lower_bound(found_.figures.begin(), found_.figures.end(), row.action.begin,
                                         [](const Figure& f, std::uint32_t at) { return f.span.begin < at; });
    if (figure != found_.figures.end() && row.action.contains(figure->span))
        row.figure = static_cast<int>(figure - found_.figures.begin());
    keep_row(std::move(row));
}

/// Told twice ("looked forward to meeting", "we will meet"), it is one: the future stands.
void CommitmentRows::keep_row(Commitment row) {
    const std::size_t remembered = 16;  // rows looked back at: keeps the work linear
    for (std::size_t i = found_.commitments.size(); i-- > 0 && i + remembered >= found_.commitments.size();) {
        Commitment& other = found_.commitments[i];
        const bool same = other.kind == row.kind && row.kind == "meet" && other.by == row.by && !row.due.empty() &&
                          other.due == row.due;
        const bool within = other.action.overlaps(row.action) && other.by == row.by;
        if (!same && !within) continue;
        const bool by_rule = other.rule.starts_with("weights:") && !row.rule.starts_with("weights:");
        if (by_rule || (same && row.rule.starts_with("future:"))) other = std::move(row);
        return;
    }
    found_.commitments.push_back(std::move(row));
}

/// Where the act is told in somebody's words, the action ends with them: not with the clause that reports them.
TokenRange CommitmentRows::within_statement(int act, TokenRange action) const {
    const int statement = found_.statement_of_token[act];
    if (statement < 0) return action;
    while (action.end - 1 > act && found_.statement_of_token[action.end - 1] < 0) --action.end;
    return action;
}

/// "repair the road, which is old", "raise its toll, a move that …": what is told of it is no part of the act.
TokenRange CommitmentRows::before_relative(TokenRange action) const {
    for (int t = action.begin; t < action.end; ++t) {
        const bool told = is_one_of(tree_.lemma(t), "move", "step", "decision", "measure") && t > action.begin + 2 &&
                          is_one_of(tree_.lower(tree_.left[t]), "a", "the");
        if (told && tree_.tag[tree_.left[t] - 1] == Tag::COMMA && tree_.left[t] - 1 > action.begin)
            return {action.begin, tree_.left[t] - 1};
        const int begin = tree_.dep[t] == Dep::acl_relcl ? tree_.left[t] : -1;
        const bool comma =
            begin > action.begin && (tree_.tag[begin] == Tag::COMMA || tree_.tag[begin - 1] == Tag::COMMA);
        if (comma && tree_.right[t] >= action.end) return {action.begin, begin};
    }
    return action;
}

/// The verb phrase without its subject, auxiliaries and what is loosely tied on.
TokenRange CommitmentRows::action_of(int act) const {
    const int copula = tree_.child(act, Dep::cop);
    if (!tree_.is_verb(act) && copula < 0) return phrase_of(tree_, act);
    TokenRange range = core_of(tree_, act);
    range.begin = !tree_.is_verb(act) && copula >= 0 && copula < act ? copula : act;
    // "do everything necessary in order to help": what for is the act.
    if (const int object = tree_.child(act, Dep::obj);
        object > act && is_one_of(tree_.lower(object), "everything", "all", "whatever", "anything", "best", "utmost"))
        if (const int purpose = tree_.child(act, Dep::advcl); purpose > object && is_infinitive(tree_, purpose))
            range.end = std::max(range.end, tree_.right[purpose]);
    for (int c = tree_.first_child[act]; c >= 0 && c < act; c = tree_.next_sibling[c])
        if (tree_.lower(c) == "not" || tree_.lower(c) == "never")
            range.begin = std::min(range.begin, c);  // vowed not to
    return range;
}

std::string CommitmentRows::kind_of(int act) const {
    const auto& index = tree_.is_verb(act) ? words_.verbs : words_.nouns;
    auto found = index.find(tree_.lemma(act));
    if (is_one_of(tree_.lemma(act), "boycott", "skip", "miss")) return "other";
    if (tree_.lemma(act) == "go" && phrase_with(tree_, act, "to") < 0) return "other";  // "go on strike"
    if (is_one_of(tree_.lemma(act), "gather", "convene") && tree_.child(act, Dep::obj) >= 0 && tree_.is_verb(act))
        return tree_.lemma(act) == "convene" ? "meet" : "other";
    if (const int object = tree_.is_verb(act) && tree_.lemma(act) == "meet" ? object_of(tree_, act) : -1;
        object >= 0 && is_one_of(tree_.lemma(object), "obligation", "target", "goal", "demand", "deadline", "need",
                                 "requirement", "standard", "cost", "condition", "commitment"))
        return "other";
    if (const int object = tree_.is_verb(act) && tree_.lemma(act) == "lift" ? object_of(tree_, act) : -1;
        object >= 0 &&
        is_one_of(tree_.lemma(object), "ban", "sanction", "embargo", "restriction", "curfew", "blockade", "siege",
                  "veto", "moratorium", "lockdown", "suspension", "emergency", "curb", "objection"))
        return "other";
    if (const int object = tree_.is_verb(act) ? object_of(tree_, act) : -1; object >= 0)
        if (const auto noun = words_.nouns.find(tree_.lemma(object)); noun != words_.nouns.end())
            return std::string(noun->second);
    const bool steps = tree_.lemma(act) == "step" && act + 1 < tree_.size();  // "step down"
    if (steps && is_one_of(tree_.lower(act + 1), "down", "aside", "back")) return "withdraw";
    return found == index.end() ? "other" : std::string(found->second);
}

/// Not the time of something else in the clause: "under a plan ending in June", "discuss the June summit", "for the
/// anniversary of Victory Day".
bool CommitmentRows::dates_act(const TimeExpression& time, int act) const {
    constexpr int far = 10;
    int t = time.tokens.begin;
    for (int step = 0; step < far && t >= 0 && time.tokens.contains(tree_.head[t]); ++step) t = tree_.head[t];
    if (t < 0) return true;
    const bool before = is_one_of(dragoman::name_of(tree_.dep[t]), "compound", "amod", "nmod:poss");
    if (before && tree_.dep[tree_.head[t]] == Dep::obj &&
        !is_one_of(tree_.lemma(act), "attend", "join", "hold", "host"))
        return false;
    for (int step = 0; step < far && t >= 0 && t != act; ++step, t = tree_.head[t]) {
        const bool other =
            tree_.dep[t] == Dep::advcl && tree_.tag[t] == Tag::VBN && t > act;  // "for a fair set to open"
        if (other && is_one_of(tree_.lemma(t), "set", "schedule", "slate")) return false;
        if (tree_.dep[t] == Dep::acl &&
            is_one_of(tree_.lemma(t), "end", "expire", "conclude", "set", "schedule", "slate", "hold"))
            return false;
        const Intent* intent = tree_.tag[t] == Tag::VBD ? reading_.lexicon.intent(tree_, t) : nullptr;
        const bool over = intent && !intent->strength.empty() && tree_.subtree(t).contains(act);
        if (over && time.tokens.begin < act) return false;   // "agreed on Wednesday to open it"
        if (tree_.dep[t] == Dep::advcl_relcl) return false;  // "travel to Lima, where he will speak on Monday"
        if (tree_.dep[t] == Dep::acl_relcl) return false;    // "for the summit, which opens in May"
        if (tree_.lemma(t) == "anniversary" && !time.tokens.contains(t)) return false;
    }
    return true;
}

/// "was expected to leave": hearsay of the past; "is expected to" tells of what is planned.
bool CommitmentRows::was_only_expected(int word) const {
    if (tree_.lemma(word) != "expect") return false;
    for (int c = tree_.first_child[word]; c >= 0 && c < word; c = tree_.next_sibling[c])
        if (tree_.dep[c] == Dep::aux_pass && is_one_of(tree_.lower(c), "was", "were")) return true;
    return false;
}

/// A time after publication; "until" and "by" name the end.
std::string CommitmentRows::due_of(TokenRange range, int act) const {
    const std::string_view today = reading_.document.published.substr(0, 10);
    std::string due;
    for (int t = range.begin; t < range.end; ++t) {
        const int index = reading_.mentions.time_of_token[t];
        if (index < 0) continue;
        const TimeExpression& time = reading_.mentions.times[index];
        if (time.vague || (time.type != TimeType::date && time.type != TimeType::time) || time.value.empty() ||
            time.value[0] > '9')
            continue;
        const std::string_view last = time.to.empty() ? std::string_view(time.value) : std::string_view(time.to);
        if (!dates_act(time, act)) continue;
        if (!today.empty() && last.substr(0, 10) < today.substr(0, std::min<std::size_t>(last.size(), 10))) continue;
        const std::string_view before = time.tokens.begin > 0 ? tree_.lower(time.tokens.begin - 1) : std::string_view();
        const bool end = before == "until" || before == "by";
        const std::string value = time.value.substr(0, time.value.find('T'));
        const bool finer = value.size() > due.size() && value.compare(0, due.size(), due) == 0;  // "in May on the 4th"
        if (due.empty() || end || finer) due = value;
    }
    return due;
}

/// Whom one meets, supports or repays is a party; what one sends or uses is none.
bool CommitmentRows::receives_as_object(int act, EntityType type) const {
    const std::string kind = kind_of(act);
    if (kind == "meet" || kind == "cooperate") return true;
    return kind == "pay" &&
           (type == EntityType::country || type == EntityType::organization || type == EntityType::person);
}

EntityIds CommitmentRows::partners(int act, const EntityIds& by) const {
    EntityIds to;
    const int direct = object_of(tree_, act);
    std::vector<int> heads{tree_.child(act, Dep::iobj), direct};
    for (std::string_view preposition : {"with", "to", "from", "for"})
        if (preposition != "for" || !is_one_of(tree_.lemma(act), "run", "stand"))  // "run for governor"
            heads.push_back(phrase_with(tree_, act, preposition));
    if (const int object = object_of(tree_, act); object >= 0)
        for (std::string_view preposition : {"with", "to"}) heads.push_back(phrase_with(tree_, object, preposition));
    for (int head : heads) {
        if (head < 0) continue;
        const int many = reading_.mentions.amount_of_token[head];  // "double its army to 300,000 troops"
        if (many >= 0 &&
            is_one_of(tree_.lemma(act), "double", "triple", "raise", "increase", "expand", "cut", "reduce"))
            continue;
        for (EntityId id : parties_of(reading_, head)) {
            const EntityType type = reading_.mentions.entities[id].type;
            const bool thing = head == direct && !receives_as_object(act, type);
            if (thing || type == EntityType::place || type == EntityType::other) continue;
            if (type == EntityType::people && marker_of(tree_, head) == "from") continue;  // "from renewable sources"
            if (std::find(by.begin(), by.end(), id) == by.end() && std::find(to.begin(), to.end(), id) == to.end())
                to.push_back(id);
        }
    }
    return to;
}

/// "promised [Peru] to repair it", "told [Kenya] it would open", "agreed with [Chile] to build".
EntityIds CommitmentRows::told_to(const Undertaking& u) const {
    const int governor = u.head != u.act ? u.head : tree_.dep[u.act] == Dep::ccomp ? tree_.head[u.act] : -1;
    if (governor < 0 || !tree_.is_verb(governor)) return {};
    const std::string_view word = tree_.lemma(governor);
    EntityIds to;
    const auto add = [&](int head) {
        for (EntityId id : head < 0 ? EntityIds() : parties_of(reading_, head)) {
            const EntityType type = reading_.mentions.entities[id].type;
            const bool party = type != EntityType::place && type != EntityType::other &&
                               reading_.mentions.entities[id].sector != "JRN";
            if (party && !holds(u.by, id) && !holds(to, id)) to.push_back(id);
        }
    };
    if (is_one_of(word, "promise", "tell", "assure", "pledge", "guarantee", "offer", "vow"))
        for (const int head :
             {tree_.child(governor, Dep::iobj), tree_.child(governor, Dep::obj), phrase_with(tree_, governor, "to")})
            if (head != u.act) add(head);
    if (word == "agree") add(phrase_with(tree_, governor, "with"));
    return to;
}

/// "We will publish it," of "Police spokesman Ivo Lang", "Ivo Lang, a spokesman for the police": the body that
/// somebody's title says he speaks for, none for all others.
EntityIds CommitmentRows::spoken_for(EntityId who) const {
    const auto& all = reading_.mentions;
    constexpr std::size_t most = 8;  // mentions looked at
    constexpr int longest = 12;      // tokens of one
    const auto& told = all.entities[who].mentions;
    for (std::size_t i = 0; i < std::min(told.size(), most); ++i) {
        const Mention& mention = all.mentions[told[i]];
        std::vector<int> titles{tree_.child(mention.head, Dep::appos), tree_.head[mention.head]};
        const int end = std::min(mention.tokens.end, mention.tokens.begin + longest);
        for (int t = mention.tokens.begin; t < end; ++t) titles.push_back(t);
        for (const int title : titles) {
            if (title < 0 || !is_one_of(tree_.lemma(title), "spokesman", "spokeswoman", "spokesperson")) continue;
            for (const int body : {tree_.child(title, Dep::compound), tree_.child(title, Dep::nmod_poss),
                                   phrase_with(tree_, title, "for"), phrase_with(tree_, title, "of")})
                if (const EntityIds ids = body < 0 ? EntityIds() : all.of_head(body);
                    ids.size() == 1 && all.entities[ids[0]].type == EntityType::organization)
                    return ids;
        }
    }
    return {};
}

/// "Our country intends to": the speaker's, where the story knows it.
EntityIds CommitmentRows::own_state(int noun) const {
    if (!is_one_of(tree_.lemma(noun), "country", "nation")) return {};
    const int owner = tree_.child(noun, Dep::nmod_poss), said = found_.statement_of_token[noun];
    if (owner < 0 || said < 0 || tree_.lower(owner) != "our" || found_.statements[said].speakers.size() != 1) return {};
    const auto state = states_.find(reading_.mentions.entities[found_.statements[said].speakers[0]].country);
    return state == states_.end() ? EntityIds() : EntityIds{state->second};
}

/// "Chile, along with [Peru], will …"; -1 if nobody stands there.
int CommitmentRows::companion(int subject) const {
    for (int c = tree_.first_child[subject]; c >= 0; c = tree_.next_sibling[c])
        if (c > subject && tree_.dep[c] == Dep::nmod && is_one_of(marker_of(tree_, c), "along", "together")) return c;
    return -1;
}

/// "Most of [the delegates]", "two of the [parties]"; "the city plans to", "her campaign vowed": places and things
/// that stand for those who run them.
EntityIds CommitmentRows::nominal_parties(int head) const {
    const bool part =
        tree_.tag[head] == Tag::CD || is_one_of(tree_.lemma(head), "most", "some", "many", "several", "half",
                                                "majority", "dozen", "hundred", "thousand", "score", "number", "all");
    if (const int of = part ? phrase_with(tree_, head, "of") : -1; of >= 0 && tree_.lower(head) != "one")
        return parties_of(reading_, of);
    const auto is_person = [&](int token) {
        const EntityIds who = token < 0 ? EntityIds() : parties_of(reading_, token);
        return who.size() == 1 && reading_.mentions.entities[who[0]].type == EntityType::person;
    };
    EntityIds all;
    for (EntityId id : reading_.mentions.of_head(head)) {
        const EntityInfo& who = reading_.mentions.entities[id];
        const int owner = tree_.child(head, Dep::nmod_poss), name = tree_.child(head, Dep::compound);
        const bool run = tree_.lemma(head) == "campaign" && (is_person(owner) || is_person(name));
        const bool body = (who.type == EntityType::place && tree_.is_proper(head)) ||
                          words_.bodies.find(tree_.lemma(head)) != words_.bodies.end();
        if (run || body) all.push_back(id);
    }
    return all;
}

/// "committed 2 billion crowns to the fund", "offered them an amnesty", but not "offered advice", "offered talks".
bool CommitmentRows::gives(int word) const {
    const int object = tree_.child(word, Dep::obj);
    if (tree_.lemma(word) == "target" && object > word)  // "targets sales of 2 million by 2027"
        return !is_somebody(object) && !due_of(core_of(tree_, word), word).empty();
    if (!is_one_of(tree_.lemma(word), "commit", "offer") || object < word) return false;
    const int sum = reading_.mentions.amount_of_token[object];
    if (sum >= 0 && reading_.mentions.amounts[sum].dimension == "money") return true;
    const auto act = words_.nouns.find(tree_.lemma(object));
    return tree_.lemma(word) == "offer" && act != words_.nouns.end() && act->second != "meet";
}

/// "plans for the future", "a commitment to the rule of law": no act is named.
bool CommitmentRows::is_vague(int noun, int act) const {
    if (!tree_.is_noun(act)) return false;
    if (is_one_of(tree_.lemma(act), "future", "life", "world")) return true;
    return is_one_of(tree_.lemma(noun), "commitment", "dedication") && kind_of(act) == "other";
}

/// A person or a state: who is promised something is no thing.
bool CommitmentRows::is_somebody(int head) const {
    const EntityIds& who = reading_.mentions.of_head(head);
    const EntityType type = who.empty() ? EntityType::other : reading_.mentions.entities[who[0]].type;
    return tree_.is_proper(head) || (type != EntityType::other && type != EntityType::place);
}

/// Somebody who can bind himself.
EntityIds CommitmentRows::undertakers(const ClauseSubject& subject) const {
    EntityIds by;
    if (tree_.tag[subject.head] == Tag::DT) return by;  // "those who want to"
    const std::string_view word = tree_.lower(subject.head);
    const int said = found_.statement_of_token[subject.head];
    const bool direct = said < 0 || found_.statements[said].form == Form::direct;
    if (word == "you") return by;                                // "you will finish it": told what to do
    const int determiner = tree_.child(subject.head, Dep::det);  // "no one will", "no country would"
    if (is_one_of(word, "nobody", "none") || (determiner >= 0 && tree_.lower(determiner) == "no")) return by;
    if (const EntityIds state = own_state(subject.head); !state.empty()) return state;
    EntityIds parties = subject_parties(reading_, subject);
    if (parties.empty()) parties = nominal_parties(subject.head);
    if (const int with = companion(subject.head); with >= 0)
        for (EntityId id : parties_of(reading_, with)) parties.push_back(id);
    for (EntityId id : parties) {
        const EntityInfo& who = reading_.mentions.entities[id];
        // Nobody is an it; a firm taken for somebody may be one where it tells of itself.
        const bool somebody = who.type == EntityType::person && (direct || !who.sector.empty());
        if (who.sector != "JRN" && !(word == "it" && somebody)) by.push_back(id);
    }
    if (by.size() == 1 && word == "we")
        if (const EntityIds body = spoken_for(by.front()); !body.empty()) return body;
    return by;
}

bool CommitmentRows::can_undertake(int verb) const {
    const int object = tree_.is_verb(verb) ? tree_.child(verb, Dep::obj) : -1;
    // "will have a meeting" is done, "will make it possible" comes about
    if (tree_.lemma(verb) == "have" && object >= 0) return kind_of(verb) == "meet";
    if (tree_.lemma(verb) == "make" && verb + 2 < tree_.size() && tree_.lower(verb + 1) == "it" &&
        tree_.tag[verb + 2] == Tag::JJ)
        return false;
    if (tree_.lemma(verb) == "welcome" && object >= 0 && parties_of(reading_, object).empty()) return false;
    if (tree_.lemma(verb) == "do" && object < 0 && verb + 1 < tree_.size()) {  // "will do very well"
        const int how = tree_.child(verb, Dep::advmod);
        if (how >= 0 && is_one_of(tree_.lower(how), "well", "better", "fine", "badly", "great")) return false;
    }
    if (tree_.lemma(verb) == "receive" && object >= 0 && parties_of(reading_, object).empty()) return false;
    if (is_one_of(tree_.lemma(verb), "receive", "get", "make") && object >= 0)  // who is paid does nothing
        if (const int sum = reading_.mentions.amount_of_token[object];
            sum >= 0 && reading_.mentions.amounts[sum].dimension == "money")
            return false;
    return words_.forecasts.find(tree_.lemma(verb)) == words_.forecasts.end();
}

}  // namespace dragoman::findings

#include "findings/events/acts.h"

#include <algorithm>
#include <string>

namespace dragoman::findings {

namespace {

constexpr int widest_sentence = 160;  // tokens on each side in which sides are looked for
constexpr int longest_way = 6;        // relations on the way from an act to a phrase

std::string_view bin_of(int distance) {
    constexpr std::string_view bins[] = {"1", "2", "3", "5", "8", "13", "21", "far"};
    constexpr int ends[] = {1, 2, 3, 5, 8, 13, 21};
    for (int i = 0; i < 7; ++i)
        if (distance <= ends[i]) return bins[i];
    return bins[7];
}

std::string_view class_of(const Annotation& tree, int token) {
    return tree.is_verb(token) ? "v" : tree.is_noun(token) ? "n" : "a";
}

/// What sort of actor somebody is: a state, the sector of an office or body, else the type.
std::string_view sort_of(const EntityInfo& who) {
    switch (who.type) {
        case EntityType::country:
            return "state";
        case EntityType::place:
            return "place";
        case EntityType::other:
            return "thing";
        default:
            break;
    }
    if (!who.sector.empty()) return who.sector;
    if (who.type == EntityType::person) return !who.office.empty() ? "GOV" : "person";
    return who.type == EntityType::people ? "people" : "body";
}

std::string_view name_of_status(EventStatus status) {
    constexpr std::string_view names[] = {"occurred", "ongoing", "planned",     "intended",
                                          "urged",    "denied",  "hypothetical"};
    return names[static_cast<int>(status)];
}

std::string_view sides_found(const Sides& sides) {
    if (sides.actors.empty()) return sides.recipients.empty() ? "nobody" : "recipient";
    return sides.recipients.empty() ? "actor" : "both";
}

class Acts {
public:
    Acts(const EventReading& reading, const Candidate& candidate, const std::vector<const Candidate*>& of_token,
         FeatureSink& sink)
        : reading_(reading),
          tree_(reading.tree),
          candidate_(candidate),
          of_token_(of_token),
          token_(candidate.trigger.token),
          lemma_(tree_.is_proper(token_) ? tree_.lower(token_) : tree_.lemma(token_)),
          class_(class_of(tree_, token_)),
          sink_(sink) {}

    void read() {
        read_word();
        read_frames();
        read_below();
        read_above();
        read_subject();
        read_manner();
        read_surroundings();
    }

private:
    template <class... Parts>
    void add(const Parts&... parts) {
        sink_.add(parts...);
    }

    std::string_view dep(int t) const { return dragoman::name_of(tree_.dep[t]); }

    std::string_view sort_at(int head) const {
        const EntityIds ids = parties_of(reading_, head, true);
        return ids.empty() ? "-" : sort_of(reading_.mentions.entities[ids.front()]);
    }

    void read_word() {
        add("bias");
        add("class", class_);
        add("lemma", class_, lemma_);
        add("word", tree_.lower(token_));
        add("tag", dragoman::name_of(tree_.tag[token_]));
        add("dep", class_, dep(token_));
        add("lemma dep", class_, lemma_, dep(token_));
        if (lemma_.size() > 4)
            add("stem", lemma_.substr(0, 5)), add("ending", class_, lemma_.substr(lemma_.size() - 3));
    }

    void read_frames() {
        if (candidate_.proposals.empty()) add("no frame", class_);
        std::string all;
        bool first = true;
        for (const Proposal& p : candidate_.proposals) {
            const std::string_view type = p.frame->type, found = sides_found(p.sides);
            add("frame", type);
            add(p.met ? "met" : "unmet", type);
            add(p.met ? "met" : "unmet", type, found, class_);
            add("political", p.political ? "yes" : "no", type);
            if (first) {
                add("first", type, p.met ? "met" : "unmet", p.political ? "political" : "private");
                add("first frame", p.frame->word, type, p.met ? "met" : "unmet", found);
                add("first sides", type, found);
                first = false;
            }
            all += all.empty() ? "" : "+", all += type;
        }
        if (!all.empty()) add("frames", all);
        if (candidate_.fires) {
            const std::string_view type = candidate_.proposals.front().frame->type;
            add("fires", type), add("fires", type, class_), add("fires anything");
            add("fires", type, candidate_.proposals.front().frame->word);
        }
        if (candidate_.spent) add("spent"), add("spent", lemma_);
        if (candidate_.nested) add("nested"), add("nested", lemma_);
        if (candidate_.trigger.carrier >= 0) {
            add("carried");
            add("carrier", tree_.lemma(candidate_.trigger.carrier));
            add("carrier lemma", tree_.lemma(candidate_.trigger.carrier), lemma_);
        }
    }

    void read_below() {
        for (int c = tree_.first_child[token_]; c >= 0; c = tree_.next_sibling[c]) {
            const Dep d = tree_.dep[c];
            if (d == Dep::punct || d == Dep::det || d == Dep::case_ || d == Dep::conj || d == Dep::cc) continue;
            const std::string_view word = tree_.is_proper(c) ? "NAME" : tree_.lemma(c), relation = dep(c);
            add("child", class_, relation);
            add("child", class_, relation, word);
            add("lemma child", lemma_, relation);
            if (word != "NAME") add("lemma child", lemma_, relation, word);
            if (d == Dep::obl || d == Dep::nmod || d == Dep::advcl || d == Dep::acl || d == Dep::xcomp ||
                d == Dep::ccomp) {
                const std::string_view marker = marker_of(tree_, c);
                add("marker", class_, marker);
                add("lemma marker", lemma_, marker);
                if (d == Dep::obl || d == Dep::nmod) add("marker sort", class_, marker, sort_at(c));
            }
            if (d == Dep::obj || d == Dep::nsubj_pass || d == Dep::iobj) {
                add("object sort", sort_at(c));
                add("lemma object sort", lemma_, sort_at(c));
            }
            if (d == Dep::nmod_poss || (class_ == "n" && (d == Dep::amod || d == Dep::compound)))
                add("owner sort", relation, sort_at(c));
        }
        if (class_ == "n") {
            const int det = tree_.child(token_, Dep::det);
            add("det", det < 0 ? "-" : tree_.lower(det));
            add("det lemma", det < 0 ? "-" : tree_.lower(det), lemma_);
        }
    }

    void read_above() {
        const int head = tree_.head[token_];
        if (head < 0) return add("root", class_);
        const std::string_view word = tree_.is_proper(head) ? "NAME" : tree_.lemma(head);
        add("head", dep(token_), word);
        add("head lemma", word, lemma_);
        add("head class", dep(token_), class_of(tree_, head));
        const std::string_view marker = marker_of(tree_, token_);
        if (!marker.empty()) {
            add("own marker", class_, marker), add("own marker lemma", marker, lemma_);
            add("head marker", word, marker);
        }
        if (const Candidate* over = of_token_[head]; over && !over->proposals.empty()) {
            const std::string_view type = over->proposals.front().frame->type;
            add("over", dep(token_), type), add("over lemma", lemma_, type);
            if (over->fires) add("over fires", dep(token_), type);
        }
    }

    void read_subject() {
        const ClauseSubject subject = subject_of(tree_, candidate_.trigger.clause());
        if (subject.head < 0) return add("subject", class_, "none");
        const std::string_view sort = sort_at(subject.head);
        add("subject", class_, sort, subject.passive ? "passive" : "active");
        add("lemma subject", lemma_, sort);
        if (!tree_.is_proper(subject.head)) add("subject word", class_, tree_.lower(subject.head));
        if (const int object = object_of(tree_, candidate_.trigger.clause()); object >= 0)
            add("subject object", class_, sort, sort_at(object)), add("lemma sorts", lemma_, sort, sort_at(object));
    }

    void read_manner() {
        const int clause = candidate_.trigger.clause();
        const std::string_view status = name_of_status(status_of(reading_, candidate_.trigger, false));
        add("status", class_, status);
        add("status lemma", lemma_, status);
        for (const Proposal& p : candidate_.proposals) add("status type", status, p.frame->type);
        if (const std::string_view modal = modal_of(tree_, clause); !modal.empty())
            add("modal", modal), add("modal lemma", modal, lemma_);
        if (is_negated(tree_, token_)) add("negated"), add("negated", lemma_);
        if (is_passive(tree_, clause)) add("passive"), add("passive", lemma_);
        if (is_infinitive(tree_, clause)) add("infinitive"), add("infinitive", lemma_);
        if (is_performed(reading_, candidate_.trigger)) add("performed"), add("performed", lemma_);
        if (time_of_clause(reading_, token_, tree_.subtree(clause)) >= 0) add("dated", class_), add("dated", lemma_);
    }

    void read_surroundings() {
        const int said = reading_.statement_of_cue[token_], around = reading_.found.statement_of_token[token_];
        constexpr std::string_view forms[] = {"direct", "indirect", "mixed"};
        if (said >= 0) {
            const Statement& s = reading_.found.statements[said];
            add("cue"), add("cue", lemma_), add("cue form", forms[static_cast<int>(s.form)]);
            add("cue to", s.to.empty() ? "nobody" : "somebody");
        }
        add("within", class_, around < 0 ? "story" : forms[static_cast<int>(reading_.found.statements[around].form)]);
        if (around >= 0) add("within lemma", lemma_);
        const int sentence = reading_.text.sentence_of(token_);
        add("place", class_, sentence == 0 ? "lead" : sentence < 4 ? "early" : "late");
        for (int near : {-2, -1, 1, 2}) {
            const int t = token_ + near;
            if (t < 0 || t >= tree_.size() || tree_.dep[t] == Dep::punct) continue;
            add("near", near < 0 ? "before" : "after", tree_.is_proper(t) ? "NAME" : tree_.lemma(t));
        }
    }

    const EventReading& reading_;
    const Annotation& tree_;
    const Candidate& candidate_;
    const std::vector<const Candidate*>& of_token_;
    int token_;
    std::string_view lemma_, class_;
    FeatureSink& sink_;
};

/// Relations from a word up to where the ways meet and down to another; empty where that is too far.
std::string way_between(const Annotation& tree, int from, int to) {
    std::vector<int> up, down;
    for (int t = from; t >= 0 && up.size() <= longest_way; t = tree.head[t]) up.push_back(t);
    for (int t = to; t >= 0 && down.size() <= longest_way; t = tree.head[t]) {
        if (const auto met = std::find(up.begin(), up.end(), t); met != up.end()) {
            std::string way;
            for (auto u = up.begin(); u != met; ++u) way += dragoman::name_of(tree.dep[*u]), way += '<';
            for (auto d = down.rbegin(); d != down.rend(); ++d) way += '>', way += dragoman::name_of(tree.dep[*d]);
            return way;
        }
        down.push_back(t);
    }
    return {};
}

bool holds(const EntityIds& ids, EntityId id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

}  // namespace

void act_features(const EventReading& reading, const Candidate& candidate,
                  const std::vector<const Candidate*>& of_token, FeatureSink& sink) {
    Acts(reading, candidate, of_token, sink).read();
}

std::vector<SideCandidate> side_candidates(const EventReading& reading, int token) {
    using From = SideCandidate::From;
    std::vector<SideCandidate> all;
    const auto add = [&](EntityId id, int head, From from) {
        const EntityType type = reading.mentions.entities[id].type;
        if (type == EntityType::other) return;
        for (const SideCandidate& c : all)
            if (c.entity == id && (c.head < 0 || c.head == head || from != From::phrase)) return;
        all.push_back({id, head, from});
    };
    const TokenRange sentence = reading.text.sentences[reading.text.sentence_of(token)].tokens;
    const int first = std::max(sentence.begin, token - widest_sentence),
              last = std::min(sentence.end, token + widest_sentence);
    for (int t = first; t < last; ++t) {
        if (reading.mentions.mention_of_head[t] < 0 && !reading.tree.is_pronoun(t)) continue;
        const Dep dep = reading.tree.dep[t];
        if (dep == Dep::flat) continue;
        EntityIds ids = reading.mentions.of_head(t);
        if (ids.empty()) ids = parties_of(reading, t, true);
        for (EntityId id : ids) add(id, t, From::phrase);
    }
    const int said = reading.statement_of_cue[token], around = reading.found.statement_of_token[token];
    for (int s : {said, around}) {
        if (s < 0) continue;
        for (EntityId id : reading.found.statements[s].speakers) add(id, -1, From::speaker);
        for (EntityId id : reading.found.statements[s].to) add(id, -1, From::addressee);
    }
    for (EntityId id : reading.protagonists) add(id, -1, From::protagonist);
    for (EntityId id : reading.salient) add(id, -1, From::salient);
    return all;
}

namespace {

/// How the sentence leaves room for somebody it does not name: an unresolved or plural subject, no object.
void read_standing(const EventReading& reading, const Trigger& trigger, std::string_view type,
                   const SideCandidate& side, FeatureSink& sink) {
    const Annotation& tree = reading.tree;
    const auto rank_in = [&](const EntityIds& ids) -> std::string_view {
        constexpr std::string_view ranks[] = {"1", "2", "3", "4"};
        const auto at = std::find(ids.begin(), ids.end(), side.entity) - ids.begin();
        return at < 4 && at < static_cast<std::ptrdiff_t>(ids.size()) ? ranks[at] : "-";
    };
    const std::string_view salient = rank_in(reading.salient), leading = rank_in(reading.protagonists);
    const ClauseSubject subject = subject_of(tree, trigger.clause());
    std::string_view room = "none";
    if (subject.head >= 0) {
        const EntityIds named = parties_of(reading, subject.head, true);
        const bool plural = tree.tag[subject.head] == Tag::NNS || tree.lower(subject.head) == "they" ||
                            tree.lower(subject.head) == "we";
        room = named.size() == 1 && named.front() == side.entity ? "itself"
               : !named.empty()                                  ? (named.size() > 1 ? "several" : "other")
               : plural                                          ? "unresolved plural"
                                                                 : "unresolved";
        if (room == "other") {
            const EntityInfo &who = reading.mentions.entities[named.front()],
                             &me = reading.mentions.entities[side.entity];
            const std::string_view kin =
                !who.country.empty() && who.country == me.country ? "same state" : "other state";
            sink.add("kin", kin, type), sink.add("kin sort", kin, sort_of(me), sort_of(who));
        }
        if (!tree.is_proper(subject.head) && side.head < 0)
            sink.add("standing subject", tree.lower(subject.head), salient),
                sink.add("standing subject", tree.lower(subject.head), leading);
    }
    const std::string_view from = side.head < 0 ? "absent" : "present";
    sink.add("salient", salient, from), sink.add("salient type", salient, from, type);
    sink.add("leading", leading, from), sink.add("leading type", leading, from, type);
    sink.add("room", room, from), sink.add("room type", room, from, type),
        sink.add("room leading", room, from, leading);
    sink.add("room salient", room, from, salient);
    const int object = object_of(tree, trigger.clause());
    const bool filled = object >= 0 && !parties_of(reading, object, true).empty();
    sink.add("object filled", filled ? "y" : "n", from, type),
        sink.add("object filled leading", filled ? "y" : "n", from, leading);
    if (side.head < 0)
        sink.add("absent lemma", tree.lemma(trigger.token), leading),
            sink.add("absent lemma", tree.lemma(trigger.token), salient);
}

}  // namespace

void side_features(const EventReading& reading, const Trigger& trigger, std::string_view type, const Proposal* proposal,
                   const SideCandidate& side, FeatureSink& sink) {
    const Annotation& tree = reading.tree;
    const std::string_view lemma = tree.lemma(trigger.token), sort_class = class_of(tree, trigger.token);
    const EntityInfo& who = reading.mentions.entities[side.entity];
    const std::string_view sort = sort_of(who);
    sink.add("bias"), sink.add("type", type), sink.add("sort", sort), sink.add("sort type", sort, type);
    const bool as_actor = proposal && holds(proposal->sides.actors, side.entity),
               as_recipient = proposal && holds(proposal->sides.recipients, side.entity);
    const std::string_view rule = as_actor ? "actor" : as_recipient ? "recipient" : "neither";
    const std::string_view found = proposal ? sides_found(proposal->sides) : "no frame";
    sink.add("rule", rule), sink.add("rule found", rule, found), sink.add("rule type", rule, type);
    sink.add("rule class", rule, found, sort_class);
    if (proposal)
        sink.add("rule frame", rule, proposal->frame->word, type), sink.add("met", proposal->met ? "y" : "n", rule);
    constexpr std::string_view froms[] = {"phrase", "speaker", "addressee", "protagonist", "salient"};
    const std::string_view from = froms[static_cast<int>(side.from)];
    sink.add("from", from), sink.add("from type", from, type), sink.add("from rule", from, rule);
    const int said = reading.statement_of_cue[trigger.token], around = reading.found.statement_of_token[trigger.token];
    const auto part_in = [&](int s, std::string_view where) {
        if (s < 0) return;
        const Statement& statement = reading.found.statements[s];
        const std::string_view part = holds(statement.speakers, side.entity) ? "speaks"
                                      : holds(statement.to, side.entity)     ? "hears"
                                                                             : "-";
        sink.add(where, part), sink.add(where, part, type), sink.add(where, part, rule);
    };
    part_in(said, "said"), part_in(around, "within");
    const bool leads = holds(reading.protagonists, side.entity);
    sink.add("protagonist", leads ? "y" : "n", type);
    read_standing(reading, trigger, type, side, sink);
    if (side.head < 0) return;
    const std::string_view marker = marker_of(tree, side.head);
    const bool before = side.head < trigger.token, passive = is_passive(tree, trigger.clause());
    const std::string way = way_between(tree, trigger.token, side.head), place = way.empty() ? "apart" : way;
    const std::string_view voice = passive ? "passive" : "active";
    sink.add("order", before ? "before" : "after", voice);
    sink.add("far", before ? "before" : "after", bin_of(std::abs(side.head - trigger.token)));
    sink.add("way", sort_class, place, marker), sink.add("way voice", sort_class, place, voice);
    sink.add("way type", place, marker, type), sink.add("way lemma", place, marker, lemma);
    sink.add("way rule", place, rule), sink.add("way sort", place, marker, sort);
    sink.add("marker", marker, sort_class), sink.add("marker type", marker, type),
        sink.add("marker lemma", marker, lemma);
    sink.add("own relation", dragoman::name_of(tree.dep[side.head]), before ? "before" : "after");
    if (trigger.carrier >= 0) {
        const std::string carried = way_between(tree, trigger.carrier, side.head);
        sink.add("carried", carried, marker), sink.add("carried type", carried, marker, type);
        sink.add("carried by", carried, tree.lemma(trigger.carrier));
    }
    const int m = reading.mentions.mention_of_head[side.head];
    constexpr std::string_view kinds[] = {"name", "nominal", "pronoun"};
    sink.add("kind", m < 0 ? "none" : kinds[static_cast<int>(reading.mentions.mentions[m].kind)]);
    sink.add("public", is_public(who) ? "y" : "n", type);
    const ClauseSubject subject = subject_of(tree, trigger.clause());
    const bool is_subject = subject.head == side.head;
    sink.add("subject", is_subject ? "y" : "n", voice, sort_class),
        sink.add("subject type", is_subject ? "y" : "n", voice, type);
    const bool is_object = object_of(tree, trigger.clause()) == side.head;
    sink.add("object", is_object ? "y" : "n", voice, sort_class),
        sink.add("object type", is_object ? "y" : "n", voice, type);
    if (const int up = tree.head[side.head]; up >= 0 && up != trigger.token && !tree.is_proper(up))
        sink.add("over side", tree.lemma(up), dragoman::name_of(tree.dep[side.head]));
}

}  // namespace dragoman::findings

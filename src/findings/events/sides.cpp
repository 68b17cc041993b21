// Who may be on a side of an act, and what is known of them as its actor or recipient.
#include <algorithm>
#include <string>

#include "findings/events/acts.h"
#include "findings/events/naming.h"
#include "findings/features/ways.h"

namespace dragoman::findings {

namespace {

constexpr int widest_sentence = 160;  // tokens on each side in which sides are looked for

class Side {
public:
    Side(const EventReading& reading, const Trigger& trigger, std::string_view type, const Proposal* proposal,
         const SideCandidate& side, FeatureSink& sink)
        : reading_(reading),
          tree_(reading.tree),
          trigger_(trigger),
          type_(type),
          proposal_(proposal),
          side_(side),
          who_(reading.mentions.entities[side.entity]),
          lemma_(tree_.lemma(trigger.token)),
          class_(class_of(tree_, trigger.token)),
          sort_(sort_of(who_)),
          rule_(ruled()),
          sink_(sink) {}

    void read() {
        read_rule();
        read_speech();
        read_standing();
        read_subject();
        if (side_.head < 0) return read_absence();
        read_way();
        read_phrase();
        read_clause();
    }

private:
    template <class... Parts>
    void add(const Parts&... parts) {
        sink_.add(parts...);
    }

    std::string_view presence() const { return side_.head < 0 ? "absent" : "present"; }
    std::string_view voice() const { return is_passive(tree_, trigger_.clause()) ? "passive" : "active"; }
    std::string_view order() const { return side_.head < trigger_.token ? "before" : "after"; }
    std::string_view salience() const { return rank_in(reading_.salient); }
    std::string_view lead() const { return rank_in(reading_.protagonists); }

    std::string_view ruled() const {
        if (!proposal_) return "neither";
        if (holds(proposal_->sides.actors, side_.entity)) return "actor";
        return holds(proposal_->sides.recipients, side_.entity) ? "recipient" : "neither";
    }

    std::string_view rank_in(const EntityIds& ids) const {
        constexpr std::string_view ranks[] = {"1", "2", "3", "4"};
        const auto at = std::find(ids.begin(), ids.end(), side_.entity) - ids.begin();
        return at < 4 && at < static_cast<std::ptrdiff_t>(ids.size()) ? ranks[at] : "-";
    }

    /// What a frame of that type says of them.
    void read_rule() {
        const std::string_view found = proposal_ ? sides_found(proposal_->sides) : "no frame";
        add("bias"), add("type", type_), add("sort", sort_), add("sort type", sort_, type_);
        add("rule", rule_), add("rule found", rule_, found), add("rule type", rule_, type_);
        add("rule class", rule_, found, class_);
        if (proposal_) add("rule frame", rule_, proposal_->frame->word, type_), add("met", yes(proposal_->met), rule_);
        constexpr std::string_view froms[] = {"phrase", "speaker", "addressee", "protagonist", "salient"};
        const std::string_view from = froms[static_cast<int>(side_.from)];
        add("from", from), add("from type", from, type_), add("from rule", from, rule_);
    }

    void read_speech() {
        read_part(reading_.statement_of_cue[trigger_.token], "said");
        read_part(reading_.found.statement_of_token[trigger_.token], "within");
    }

    void read_part(int statement, std::string_view where) {
        if (statement < 0) return;
        const Statement& s = reading_.found.statements[statement];
        const std::string_view part = holds(s.speakers, side_.entity) ? "speaks"
                                      : holds(s.to, side_.entity)     ? "hears"
                                                                      : "-";
        add(where, part), add(where, part, type_), add(where, part, rule_);
    }

    /// Whom the story is about.
    void read_standing() {
        add("protagonist", yes(holds(reading_.protagonists, side_.entity)), type_);
        add("salient", salience(), presence()), add("salient type", salience(), presence(), type_);
        add("leading", lead(), presence()), add("leading type", lead(), presence(), type_);
    }

    /// What the act's subject and object leave open.
    void read_subject() {
        const ClauseSubject subject = subject_of(tree_, trigger_.clause());
        const EntityIds named = subject.head < 0 ? EntityIds() : parties_of(reading_, subject.head, true);
        const std::string_view room = room_of(subject, named);
        if (room == "other") read_kin(reading_.mentions.entities[named.front()]);
        if (subject.head >= 0 && !tree_.is_proper(subject.head) && side_.head < 0)
            add("standing subject", tree_.lower(subject.head), salience()),
                add("standing subject", tree_.lower(subject.head), lead());
        add("room", room, presence()), add("room type", room, presence(), type_);
        add("room leading", room, presence(), lead()), add("room salient", room, presence(), salience());
        const int object = object_of(tree_, trigger_.clause());
        const std::string_view filled = yes(object >= 0 && !parties_of(reading_, object, true).empty());
        add("object filled", filled, presence(), type_), add("object filled leading", filled, presence(), lead());
    }

    std::string_view room_of(const ClauseSubject& subject, const EntityIds& named) const {
        if (subject.head < 0) return "none";
        if (named.size() == 1) return named.front() == side_.entity ? "itself" : "other";
        if (!named.empty()) return "several";
        const std::string_view word = tree_.lower(subject.head);
        const bool plural = tree_.tag[subject.head] == Tag::NNS || word == "they" || word == "we";
        return plural ? "unresolved plural" : "unresolved";
    }

    void read_kin(const EntityInfo& subject) {
        const bool same = !subject.country.empty() && subject.country == who_.country;
        const std::string_view kin = same ? "same state" : "other state";
        add("kin", kin, type_), add("kin sort", kin, sort_, sort_of(subject));
    }

    /// Of somebody whom the sentence does not name.
    void read_absence() { add("absent lemma", lemma_, lead()), add("absent lemma", lemma_, salience()); }

    /// The way in the tree from the act to the phrase.
    void read_way() {
        const std::string_view marker = marker_of(tree_, side_.head);
        const std::string way = way_between(tree_, trigger_.token, side_.head), place = way.empty() ? "apart" : way;
        add("way", class_, place, marker), add("way voice", class_, place, voice());
        add("way type", place, marker, type_), add("way lemma", place, marker, lemma_);
        add("way rule", place, rule_), add("way sort", place, marker, sort_);
        add("marker", marker, class_), add("marker type", marker, type_), add("marker lemma", marker, lemma_);
        if (trigger_.carrier < 0) return;
        const std::string carried = way_between(tree_, trigger_.carrier, side_.head);
        add("carried", carried, marker), add("carried type", carried, marker, type_);
        add("carried by", carried, tree_.lemma(trigger_.carrier));
    }

    void read_phrase() {
        const std::string_view relation = dragoman::name_of(tree_.dep[side_.head]);
        add("order", order(), voice());
        add("far", order(), bin_of(std::abs(side_.head - trigger_.token)));
        add("own relation", relation, order());
        constexpr std::string_view kinds[] = {"name", "nominal", "pronoun"};
        const int m = reading_.mentions.mention_of_head[side_.head];
        add("kind", m < 0 ? "none" : kinds[static_cast<int>(reading_.mentions.mentions[m].kind)]);
        add("public", yes(is_public(who_)), type_);
        if (const int up = tree_.head[side_.head]; up >= 0 && up != trigger_.token && !tree_.is_proper(up))
            add("over side", tree_.lemma(up), relation);
    }

    void read_clause() {
        const std::string_view subject = yes(subject_of(tree_, trigger_.clause()).head == side_.head),
                               object = yes(object_of(tree_, trigger_.clause()) == side_.head);
        add("subject", subject, voice(), class_), add("subject type", subject, voice(), type_);
        add("object", object, voice(), class_), add("object type", object, voice(), type_);
    }

    const EventReading& reading_;
    const Annotation& tree_;
    const Trigger& trigger_;
    std::string_view type_;
    const Proposal* proposal_;
    const SideCandidate& side_;
    const EntityInfo& who_;
    std::string_view lemma_, class_, sort_, rule_;
    FeatureSink& sink_;
};

}  // namespace

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

void side_features(const EventReading& reading, const Trigger& trigger, std::string_view type, const Proposal* proposal,
                   const SideCandidate& side, FeatureSink& sink) {
    Side(reading, trigger, type, proposal, side, sink).read();
}

}  // namespace dragoman::findings

#include "findings/features/context.h"

#include <algorithm>
#include <string>

#include "findings/events/naming.h"
#include "findings/features/ways.h"

namespace dragoman::findings {

namespace {

std::string_view form_of(const Statement& statement) {
    constexpr std::string_view forms[] = {"direct", "indirect", "mixed"};
    return forms[static_cast<int>(statement.form)];
}

std::string_view sort_at(const EventReading& reading, int head) {
    const EntityIds ids = parties_of(reading, head, true);
    return ids.empty() ? "-" : sort_of(reading.mentions.entities[ids.front()]);
}

class Context {
public:
    Context(const EventReading& reading, int token, int clause, FeatureSink& sink)
        : reading_(reading),
          tree_(reading.tree),
          token_(token),
          clause_(clause),
          lemma_(word_at(reading, token)),
          class_(class_of(reading.tree, token)),
          sink_(sink) {}

    void read() {
        read_word();
        read_below();
        read_above();
        read_subject();
        read_mood();
        read_speech();
        read_near();
    }

private:
    template <class... Parts>
    void add(const Parts&... parts) {
        sink_.add(parts...);
    }

    std::string_view dep(int t) const { return dragoman::name_of(tree_.dep[t]); }

    void read_word() {
        add("bias"), add("class", class_), add("lemma", class_, lemma_), add("word", tree_.lower(token_));
        add("tag", dragoman::name_of(tree_.tag[token_])), add("dep", class_, dep(token_));
        add("lemma dep", class_, lemma_, dep(token_));
        if (lemma_.size() > 4)
            add("stem", lemma_.substr(0, 5)), add("ending", class_, lemma_.substr(lemma_.size() - 3));
    }

    void read_below() {
        for (int c = tree_.first_child[token_]; c >= 0; c = tree_.next_sibling[c]) {
            const Dep d = tree_.dep[c];
            if (d == Dep::punct || d == Dep::case_ || d == Dep::cc || d == Dep::nsubj) continue;
            const std::string_view word = word_or_name(c), relation = dep(c);
            add("child", class_, relation), add("child", class_, relation, word);
            add("lemma child", lemma_, relation);
            if (d == Dep::obl || d == Dep::nmod || d == Dep::advcl || d == Dep::acl || d == Dep::xcomp ||
                d == Dep::ccomp) {
                const std::string_view marker = marker_of(tree_, c);
                add("marker", class_, relation, marker), add("lemma marker", lemma_, marker);
            }
            if (d == Dep::obj || d == Dep::nsubj_pass)
                add("object sort", sort_at(reading_, c)), add("lemma object sort", lemma_, sort_at(reading_, c));
        }
    }

    std::string_view word_or_name(int t) const { return tree_.is_proper(t) ? "NAME" : tree_.lemma(t); }

    void read_above() {
        const int head = tree_.head[token_];
        if (head < 0) return add("root", class_);
        const std::string_view word = word_or_name(head), marker = marker_of(tree_, token_);
        add("head", dep(token_), word), add("head lemma", word, lemma_);
        add("head class", dep(token_), class_of(tree_, head));
        add("own marker", class_, dep(token_), marker), add("own marker lemma", marker, lemma_);
        add("head marker", word, marker);
    }

    void read_subject() {
        const ClauseSubject subject = subject_of(tree_, clause_);
        if (subject.head < 0) return add("subject", class_, "none");
        const std::string_view sort = sort_at(reading_, subject.head), voice = subject.passive ? "passive" : "active";
        add("subject", class_, sort, voice), add("lemma subject", lemma_, sort, voice);
        if (!tree_.is_proper(subject.head)) add("subject word", class_, tree_.lower(subject.head));
        if (tree_.is_pronoun(subject.head)) add("subject lemma", tree_.lower(subject.head), lemma_);
    }

    void read_mood() {
        const std::string_view modal = modal_of(tree_, clause_), tag = dragoman::name_of(tree_.tag[clause_]);
        add("modal", class_, modal), add("modal tag", modal, tag);
        if (!modal.empty()) add("modal lemma", modal, lemma_);
        if (is_negated(tree_, token_)) add("negated", class_), add("negated", lemma_);
        if (is_passive(tree_, clause_)) add("passive"), add("passive", lemma_);
        if (is_infinitive(tree_, clause_)) add("infinitive"), add("infinitive", lemma_);
        for (int c = tree_.first_child[clause_]; c >= 0 && c < clause_; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::mark) add("mark", class_, tree_.lower(c));
        add("tag lemma", tag, lemma_);
    }

    void read_speech() {
        const int said = reading_.statement_of_cue[token_], around = reading_.found.statement_of_token[token_];
        if (said >= 0) {
            const Statement& s = reading_.found.statements[said];
            add("cue"), add("cue", lemma_), add("cue form", form_of(s));
        }
        const std::string_view within = around < 0 ? "story" : form_of(reading_.found.statements[around]);
        add("within", class_, within), add("within lemma", lemma_, yes(around >= 0));
        const int sentence = reading_.text.sentence_of(token_);
        add("place", class_, sentence == 0 ? "lead" : sentence < 4 ? "early" : "late");
    }

    void read_near() {
        for (int near : {-2, -1, 1, 2}) {
            const int t = token_ + near;
            if (t < 0 || t >= tree_.size() || tree_.dep[t] == Dep::punct) continue;
            add("near", near < 0 ? "before" : "after", word_or_name(t));
            if (near == 1 || near == -1) add("beside", near < 0 ? "before" : "after", lemma_, word_or_name(t));
        }
    }

    const EventReading& reading_;
    const Annotation& tree_;
    int token_, clause_;
    std::string_view lemma_, class_;
    FeatureSink& sink_;
};

std::string_view rank_in(const EntityIds& ids, EntityId id) {
    constexpr std::string_view ranks[] = {"1", "2", "3", "4"};
    const auto at = std::find(ids.begin(), ids.end(), id) - ids.begin();
    return at < 4 && at < static_cast<std::ptrdiff_t>(ids.size()) ? ranks[at] : "-";
}

/// The way in the tree from the word to a phrase, and how the phrase stands.
void add_way(const EventReading& reading, int token, std::string_view kind, int head, std::string_view ruled,
             FeatureSink& sink) {
    const Annotation& tree = reading.tree;
    const std::string way = marked_way(tree, token, head), place = way.empty() ? "apart" : way;
    const std::string_view marker = marker_of(tree, head), c = class_of(tree, token), lemma = word_at(reading, token),
                           voice = is_passive(tree, token) ? "passive" : "active";
    sink.add("way", c, place, marker), sink.add("way voice", c, place, voice), sink.add("way kind", place, kind);
    sink.add("way lemma", place, marker, lemma), sink.add("way rule", place, ruled), sink.add("way bare", c, place);
    sink.add("marker lemma", marker, lemma), sink.add("marker", marker, c);
    const std::string_view order = head < token ? "before" : "after";
    sink.add("far", order, bin_of(std::abs(head - token)), c), sink.add("order", order, voice, c);
    sink.add("relation", dragoman::name_of(tree.dep[head]), order);
    sink.add("tag", dragoman::name_of(tree.tag[head]), order);
    if (const int up = tree.head[head]; up >= 0 && up != token && !tree.is_proper(up))
        sink.add("over", tree.lemma(up), dragoman::name_of(tree.dep[head]));
}

}  // namespace

std::string_view word_at(const EventReading& reading, int token) {
    return reading.tree.is_proper(token) ? reading.tree.lower(token) : reading.tree.lemma(token);
}

std::string marked_way(const Annotation& tree, int from, int to) {
    const std::string way = way_between(tree, from, to);
    return from == to || !way.empty() ? "." + way : way;
}

void add_context(const EventReading& reading, int token, int clause, FeatureSink& sink) {
    Context(reading, token, clause, sink).read();
}

void add_party(const EventReading& reading, int token, std::string_view kind, const SideCandidate& side,
               std::string_view ruled, FeatureSink& sink) {
    const EntityInfo& who = reading.mentions.entities[side.entity];
    const std::string_view sort = sort_of(who);
    constexpr std::string_view froms[] = {"phrase", "speaker", "addressee", "protagonist", "salient"};
    const std::string_view from = froms[static_cast<int>(side.from)];
    sink.add("bias"), sink.add("kind", kind), sink.add("sort", sort), sink.add("rule", ruled), sink.add("from", from);
    sink.add("from rule", from, ruled), sink.add("sort rule", sort, ruled);
    const auto speech = [&](int statement, std::string_view where) {
        if (statement < 0) return sink.add(where, "none"), sink.add(where, "none", from, ruled);
        const Statement& s = reading.found.statements[statement];
        const std::string_view part = holds(s.speakers, side.entity) ? "speaks"
                                      : holds(s.to, side.entity)     ? "hears"
                                                                     : "-";
        sink.add(where, part), sink.add(where, part, ruled), sink.add(where, part, from);
        sink.add(where, part, form_of(s)), sink.add(where, part, class_of(reading.tree, token));
        sink.add(where, part, word_at(reading, token));
    };
    speech(reading.statement_of_cue[token], "said"), speech(reading.found.statement_of_token[token], "within");
    const std::string_view present = yes(side.head >= 0);
    sink.add("salient", rank_in(reading.salient, side.entity), present);
    sink.add("leading", rank_in(reading.protagonists, side.entity), present);
    const ClauseSubject subject = subject_of(reading.tree, token);
    const std::string_view voice = subject.head < 0 ? "none" : subject.passive ? "passive" : "active";
    const bool is_subject = subject.head >= 0 && holds(parties_of(reading, subject.head, true), side.entity);
    sink.add("subject", yes(is_subject), voice), sink.add("subject rule", yes(is_subject), voice, ruled);
    if (side.head >= 0) add_way(reading, token, kind, side.head, ruled, sink);
}

void add_place(const EventReading& reading, int token, std::string_view kind, int head, std::string_view ruled,
               FeatureSink& sink) {
    sink.add("bias"), sink.add("kind", kind), sink.add("rule", ruled);
    const std::string_view sort = sort_at(reading, head), c = class_of(reading.tree, head);
    sink.add("sort", sort), sink.add("sort rule", sort, ruled), sink.add("class", c, ruled);
    sink.add("class", c, class_of(reading.tree, token)), sink.add("sort lemma", sort, word_at(reading, token));
    const ClauseSubject subject = subject_of(reading.tree, token);
    sink.add("subject", yes(subject.head == head), subject.passive ? "passive" : "active", ruled);
    sink.add("object", yes(object_of(reading.tree, token) == head), ruled);
    if (!reading.tree.is_proper(head)) sink.add("own word", reading.tree.lemma(head));
    if (reading.mentions.time_of_token[head] >= 0) sink.add("time");
    add_way(reading, token, kind, head, ruled, sink);
}

}  // namespace dragoman::findings

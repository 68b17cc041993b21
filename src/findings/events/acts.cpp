#include "findings/events/acts.h"

#include <string>

#include "findings/events/naming.h"

namespace dragoman::findings {

namespace {

std::string_view name_of_status(EventStatus status) {
    constexpr std::string_view names[] = {"occurred", "ongoing", "planned",     "intended",
                                          "urged",    "denied",  "hypothetical"};
    return names[static_cast<int>(status)];
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

}  // namespace

void act_features(const EventReading& reading, const Candidate& candidate,
                  const std::vector<const Candidate*>& of_token, FeatureSink& sink) {
    Acts(reading, candidate, of_token, sink).read();
}

}  // namespace dragoman::findings

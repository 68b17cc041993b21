// Stances: who is for or against what, where words carry it.
//
// Seven forms, from knowledge/stance_words.tsv: a verb of approval or rejection and its object; a
// willing verb denied ("cannot tolerate"); a noun ("their opposition to", "gratitude to"); an
// adjective ("critical of"); a view with its adjective ("a negative view of"); a name given to
// something ("called him a friend", "X is a disgrace", inside somebody's words); and what somebody
// says must be kept, or must not be ("the museum must be preserved", "there must be no war").
#include <algorithm>
#include <unordered_map>

#include "findings/findings.h"
#include "findings/lexicon.h"
#include "findings/statements/parts.h"

namespace dragoman::findings {

struct StanceLexicon {
    struct Word {
        bool against = false;
        std::string_view target;  ///< object, whose, subject or a preposition
    };
    std::unordered_map<std::string_view, std::vector<Word>> verbs, nouns, adjectives;
    std::unordered_map<std::string_view, std::string_view> callings;  ///< verb → "as" or "object"
    std::unordered_map<std::string_view, Word> duties; ///< what should be done, to what one is for or against
    std::unordered_map<std::string_view, Word> willing;  ///< verbs against their object when denied
    struct Phrase {
        std::string_view companion;
        Word word;
    };
    std::unordered_map<std::string_view, std::vector<Phrase>> phrases;  ///< "speak highly"
    std::unordered_map<std::string_view, bool> views, names, roles, falls;            ///< word → against
};

std::shared_ptr<const StanceLexicon> build_stances(const Knowledge& knowledge) {
    auto lexicon = std::make_shared<StanceLexicon>();
    const Table& table = knowledge.table("stance_words");
    for (int row = 0; row < table.rows(); ++row) {
        const std::string_view word = table.at(row, "word"), sort = table.at(row, "class");
        const bool against = table.at(row, "stance") == "against";
        if (const auto space = word.find(' '); space != std::string_view::npos)
            lexicon->phrases[word.substr(0, space)].push_back(
                {word.substr(space + 1), {against, table.at(row, "target")}});
        else if (sort == "verb")
            lexicon->verbs[word].push_back({against, table.at(row, "target")});
        if (sort == "verb" && word.ends_with('e'))  // lemmas of unknown participles come cut too short: "prais"
            lexicon->verbs[word.substr(0, word.size() - 1)].push_back({against, table.at(row, "target")});
        if (sort == "adjective") lexicon->adjectives[word].push_back({against, table.at(row, "target")});
        if (sort == "willing") lexicon->willing[word] = {true, table.at(row, "target")};
        if (sort == "noun") lexicon->nouns[word].push_back({against, table.at(row, "target")});
        if (sort == "view") lexicon->views[word] = against;
        if (sort == "duty") lexicon->duties[word] = {against, table.at(row, "target")};
        if (sort == "fall") lexicon->falls[word] = against;
        if (sort == "calling") lexicon->callings[word] = table.at(row, "target");
        if (sort == "role") lexicon->roles[word] = against;
        if (sort == "name") lexicon->names[word] = against;
    }
    return lexicon;
}

namespace {

bool in(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

class Stances {
public:
    Stances(const Document& document, const Lexicon& lexicon, Findings& found)
        : document_(document),
          reading_(document, *lexicon.indexes().statements),
          tree_(document.annotation),
          words_(*lexicon.indexes().stances),
          found_(found),
          statement_of_cue_(tree_.tag.size(), -1) {
        for (int s = 0; s < static_cast<int>(found.statements.size()); ++s)
            if (found.statements[s].cue_token >= 0) statement_of_cue_[found.statements[s].cue_token] = s;
    }

    void read() {
        for (int t = 0; t < tree_.size(); ++t) {
            if (tree_.is_verb(t))
                read_verb(t);
            else if (tree_.is_noun(t))
                read_noun(t);
            else if (tree_.tag[t] == Tag::JJ)
                read_adjective(t);
            if (const auto name = words_.names.find(tree_.lemma(t)); name != words_.names.end())
                read_predicate(t, name->second);
        }
        for (const Event& event : found_.events) read_accusation(event);
    }

private:
    /// An accusation in words ("alleged", "complained") is against whom it names.
    void read_accusation(const Event& event) {
        if (event.type != "ACCUSE" || event.mode == "investigate" || event.status == EventStatus::hypothetical) return;
        if (event.trigger < 0 || statement_of_cue_[event.trigger] < 0 || event.actors.empty()) return;
        for (EntityId accused : event.recipients) {
            const bool known = std::any_of(found_.stances.begin(), found_.stances.end(), [&](const Stance& s) {
                return s.holder == event.actors && s.against && s.evidence.overlaps(event.evidence);
            });
            if (known || found_.stances.size() >= max_stances) continue;
            Stance stance;
            stance.holder = event.actors;
            stance.target = accused;
            stance.target_words = words_for(accused, event.evidence);
            stance.against = true;
            stance.statement = event.statement;
            stance.evidence = event.evidence;
            stance.rule = "accusation:" + std::string(tree_.lemma(event.trigger));
            found_.stances.push_back(std::move(stance));
        }
    }

    /// An entity's mention inside a stretch; the stretch where it has none.
    Span words_for(EntityId entity, Span within) const {
        for (int m : document_.mentions.entities[entity].mentions)
            if (within.contains(document_.mentions.mentions[m].span)) return document_.mentions.mentions[m].span;
        return within;
    }

    std::string_view preposition(int token) const {
        int mark = tree_.child(token, Dep::case_);
        if (mark < 0) mark = tree_.child(token, Dep::mark);
        return mark < 0 ? std::string_view() : tree_.lower(mark);
    }

    int phrase(int head, std::string_view wanted) const {
        for (int c = tree_.first_child[head]; c >= 0; c = tree_.next_sibling[c])
            if (c > head &&
                (tree_.dep[c] == Dep::obl || tree_.dep[c] == Dep::nmod || tree_.dep[c] == Dep::advcl ||
                 tree_.dep[c] == Dep::acl) &&
                preposition(c) == wanted && document_.mentions.time_of_token[c] < 0)
                return c;
        return -1;
    }

    const EntityIds& speakers_around(int token) const {
        static const EntityIds nobody;
        const int statement = found_.statement_of_token[token];
        return statement < 0 ? nobody : found_.statements[statement].speakers;
    }

    /// "should reject", "stand firm in rejecting": what a speaker urges is the speaker's own stance.
    bool urged(int verb) const {
        for (int at = verb, step = 0; at >= 0 && step < 4; ++step) {
            for (int c = tree_.first_child[at]; c >= 0 && c < at; c = tree_.next_sibling[c])
                if (tree_.tag[c] == Tag::MD && in(tree_.lower(c), {"should", "must", "ought"})) return true;
            if (tree_.dep[at] != Dep::advcl && tree_.dep[at] != Dep::conj && tree_.dep[at] != Dep::xcomp &&
                tree_.dep[at] != Dep::acl)
                break;
            at = tree_.head[at];
        }
        return false;
    }

    bool marked_to(int verb) const {
        for (int c = tree_.first_child[verb]; c >= 0 && c < verb; c = tree_.next_sibling[c])
            if (tree_.tag[c] == Tag::TO) return true;
        return false;
    }

    /// "I would like to thank you": the wish to say it says it.
    bool said_by_wish(int verb) const {
        const int wish = tree_.head[verb];
        return tree_.dep[verb] == Dep::xcomp && wish >= 0 && in(tree_.lemma(wish), {"like", "want", "wish"});
    }

    bool unreal(int verb) const {
        if (reading_.negated(verb)) return true;
        for (int c = tree_.first_child[verb]; c >= 0 && c < verb; c = tree_.next_sibling[c]) {
            if (tree_.tag[c] == Tag::MD && in(tree_.lower(c), {"would", "could", "may", "might", "can"})) return true;
            if (tree_.tag[c] == Tag::TO && !said_by_wish(verb)) return true;
            if (tree_.dep[c] == Dep::mark && in(tree_.lower(c), {"if", "unless", "whether"})) return true;
        }
        return false;
    }

    EntityIds holder_of_verb(int verb) const {
        if (const int own = statement_of_cue_[verb]; own >= 0 && !found_.statements[own].speakers.empty())
            return found_.statements[own].speakers;
        if (urged(verb) && !speakers_around(verb).empty()) return speakers_around(verb);
        const Subject subject = subject_of(reading_, verb);
        if (subject.passive) {
            for (int c = tree_.first_child[verb]; c >= 0; c = tree_.next_sibling[c])
                if (tree_.dep[c] == Dep::obl_agent || (tree_.dep[c] == Dep::obl && preposition(c) == "by"))
                    return holders(c);
            return {};
        }
        return subject.head >= 0 ? holders(subject.head) : EntityIds{};
    }

    EntityIds holders(int head) const {
        EntityIds all = actors_of(document_, found_, head);
        if (all.empty()) all = entities_at(reading_, head);
        const auto acts = [&](EntityId id) {
            const EntityType type = document_.mentions.entities[id].type;
            return type != EntityType::other && type != EntityType::place;
        };
        return std::all_of(all.begin(), all.end(), acts) ? all : EntityIds{};
    }

    /// What a verb says, with its companion word or alone.
    std::vector<StanceLexicon::Word> words_of(int verb) const {
        if (const auto phrase = words_.phrases.find(tree_.lemma(verb)); phrase != words_.phrases.end())
            for (const StanceLexicon::Phrase& p : phrase->second)
                for (int t = verb + 1; t < std::min(tree_.size(), verb + 4); ++t)
                    if (tree_.lower(t) == p.companion) return {p.word};
        const auto word = words_.verbs.find(tree_.lemma(verb));
        return word == words_.verbs.end() ? std::vector<StanceLexicon::Word>{} : word->second;
    }

    void read_verb(int verb) {
        naming(verb);
        kept(verb);
        refused(verb);
        ousting(verb);
        const bool cue = statement_of_cue_[verb] >= 0;
        if ((tree_.dep[verb] == Dep::amod && !cue) || unreal(verb)) return;
        // To support by deeds ("a force supporting the government") is no word of approval.
        const bool deed = in(tree_.lemma(verb), {"support", "back"}) &&
                          (tree_.dep[verb] == Dep::acl || tree_.dep[verb] == Dep::advcl);
        for (const StanceLexicon::Word& w : words_of(verb)) {
            if (w.target == "subject") {
                read_doer(verb, w.against);
                continue;
            }
            int target = -1;
            const Subject subject = subject_of(reading_, verb);
            const bool object = in(w.target, {"object", "whose", "thing"});
            if (object)
                target = subject.passive ? subject.head : object_of(verb);
            else
                target = phrase(verb, w.target);
            if (target < 0 || (subject.passive && !object)) continue;
            if (w.target == "thing" && lives(target)) return;
            if (tree_.lemma(verb) == "thank" && of_own(target, holder_of_verb(verb))) return;
            if (deed && (tree_.dep[verb] == Dep::advcl || lives(target))) return;
            add_all(holder_of_verb(verb), target, w.against, verb, w.target == "whose");
            return;
        }
    }

    /// Told of others in somebody's words: "forces are trampling on the law".
    void read_doer(int verb, bool against) {
        const EntityIds& speakers = speakers_around(verb);
        const Subject subject = subject_of(reading_, verb);
        if (speakers.empty() || subject.head < 0 || subject.passive || of_speaker(subject.head, speakers)) return;
        if (tree_.dep[verb] == Dep::acl || tree_.dep[verb] == Dep::advcl) return;
        add(speakers, subject.head, against, {subject.head, verb + 1}, verb, false);
    }

    /// Is it a person, a body or a place? To attack those is no judgement of them.
    bool lives(int head) const {
        for (EntityId id : document_.mentions.of_head(head))
            if (document_.mentions.entities[id].type != EntityType::other) return true;
        return tree_.is_pronoun(head);
    }

    /// Thanks to "his supporters" are a courtesy to one's own side.
    bool of_own(int target, const EntityIds& holder) const {
        const int owner = tree_.child(target, Dep::nmod_poss);
        return owner >= 0 && of_speaker(owner, holder) && tree_.lower(owner) != "our";
    }

    /// "We cannot tolerate its policies", "they do not want a war".
    void refused(int verb) {
        const auto word = words_.willing.find(tree_.lemma(verb));
        if (word == words_.willing.end() || !denied(verb)) return;
        const int target =
            word->second.target == "object" ? tree_.child(verb, Dep::obj) : phrase(verb, word->second.target);
        if (target > verb) add_all(holder_of_verb(verb), target, true, verb, false);
    }

    /// Is a verb, or one that rules its infinitive ("did not have to accept"), negated and real otherwise?
    bool denied(int verb) const {
        for (int at = verb, step = 0; at >= 0 && step < 3; ++step) {
            for (int c = tree_.first_child[at]; c >= 0 && c < at; c = tree_.next_sibling[c])
                if (tree_.dep[c] == Dep::mark && in(tree_.lower(c), {"if", "unless", "whether"})) return false;
            if (reading_.negated(at)) return true;
            if (tree_.dep[at] != Dep::xcomp) return false;
            at = tree_.head[at];
        }
        return false;
    }

    /// "Its status must be maintained": the speaker is for it. "There must be no double standards": against them.
    void kept(int verb) {
        const EntityIds& speakers = speakers_around(verb);
        if (speakers.empty() || !must(verb)) return;
        if (tree_.lemma(verb) == "be" && tree_.child(verb, Dep::expl) >= 0) {
            const int what = tree_.child(verb, Dep::nsubj);
            const int no = what < 0 ? -1 : tree_.child(what, Dep::det);
            if (no >= 0 && tree_.lower(no) == "no") add(speakers, what, true, {verb, tree_.right[what]}, verb, false);
            return;
        }
        const Subject subject = subject_of(reading_, verb);
        const auto duty = words_.duties.find(tree_.lemma(verb));
        if (!subject.passive || subject.head < 0 || tree_.is_pronoun(subject.head) || duty == words_.duties.end() ||
            duty->second.target != "must")
            return;
        add(speakers, subject.head, duty->second.against != reading_.negated(verb), {tree_.left[subject.head], verb + 1}, verb,
            false);
    }

    /// "Called for the mayor's resignation": against the mayor.
    void ousting(int verb) {
        if (!in(tree_.lemma(verb), {"call", "demand", "urge", "seek"}) || unreal(verb)) return;
        int fall = phrase(verb, "for");
        if (fall < 0) fall = tree_.child(verb, Dep::obj);
        if (fall < 0 || words_.falls.find(tree_.lemma(fall)) == words_.falls.end()) return;
        int whose = tree_.child(fall, Dep::nmod_poss);
        if (whose < 0) whose = phrase(fall, "of");
        if (whose >= 0) add(holder_of_verb(verb), whose, true, {verb, tree_.right[fall]}, verb, false);
    }

    bool must(int verb) const {
        for (int c = tree_.first_child[verb]; c >= 0 && c < verb; c = tree_.next_sibling[c])
            if (tree_.tag[c] == Tag::MD) return in(tree_.lower(c), {"must", "should"});
        return false;
    }

    /// "is critical of the talks", "a leader opposed to the plan".
    void read_adjective(int adjective) {
        read_seen(adjective);
        const auto word = words_.adjectives.find(tree_.lower(adjective));
        const bool turned = reading_.negated(adjective);  // "not satisfied with the cuts"
        if (word == words_.adjectives.end() || (!turned && unreal(adjective))) return;
        for (const StanceLexicon::Word& w : word->second) {
            const int target = phrase(adjective, w.target);
            if (target < 0 || (turned && w.against)) continue;
            const bool attribute = tree_.dep[adjective] == Dep::amod || tree_.dep[adjective] == Dep::acl;
            const Subject subject = attribute ? Subject{tree_.head[adjective], false} : subject_of(reading_, adjective);
            if (subject.head >= 0) add_all(holders(subject.head), target, w.against || turned, adjective, false);
            return;
        }
    }

    int object_of(int verb) const {
        if (const int object = tree_.child(verb, Dep::obj); object >= 0) return object;
        return tree_.dep[verb] == Dep::amod ? tree_.head[verb] : -1;  // misread: "the premier opposed the plan"
    }

    /// "He was an early supporter of the plan", "Ana Ruiz, a critic of the plan, …".
    void read_role(int noun) {
        const auto role = words_.roles.find(tree_.lemma(noun));
        if (role == words_.roles.end()) return;
        const int target = phrase(noun, "of");
        if (target < 0) return;
        int who = tree_.dep[noun] == Dep::appos ? tree_.head[noun] : tree_.child(noun, Dep::nsubj);
        if (who < 0 || reading_.negated(noun)) return;
        add_all(holders(who), target, role->second, noun, false);
    }

    /// "Glad to see the movement grow", "it is good to hear that people join it".
    void read_seen(int adjective) {
        if (unreal(adjective) || !approves(tree_.lower(adjective))) return;
        for (int c = tree_.first_child[adjective]; c >= 0; c = tree_.next_sibling[c]) {
            if (c < adjective || !in(tree_.lemma(c), {"see", "witness", "hear", "learn", "note"})) continue;
            int target = tree_.child(c, Dep::obj);
            for (int d = tree_.first_child[c]; target < 0 && d >= 0; d = tree_.next_sibling[d])
                if (tree_.dep[d] == Dep::ccomp || tree_.dep[d] == Dep::xcomp) target = tree_.child(d, Dep::nsubj);
            if (target < 0 || tree_.is_pronoun(target)) continue;  // "glad to see you" greets
            const int subject = tree_.child(adjective, Dep::nsubj);
            const bool nobody = subject < 0 || tree_.lower(subject) == "it";
            add(nobody ? speakers_around(adjective) : holders(subject), target, false, {adjective, target + 1}, adjective,
                false);
        }
    }

    bool approves(std::string_view adjective) const {
        if (const auto word = words_.adjectives.find(adjective); word != words_.adjectives.end())
            return !word->second.front().against;
        const auto name = words_.names.find(adjective);
        return name != words_.names.end() && !name->second;
    }

    void read_noun(int noun) {
        importance(noun);
        read_side(noun);
        read_role(noun);
        const auto word = words_.nouns.find(tree_.lemma(noun));
        if (const int view = tree_.child(noun, Dep::amod);
            view >= 0 && in(tree_.lemma(noun), {"view", "assessment", "opinion", "attitude", "appraisal"}))
            if (const auto polarity = words_.views.find(tree_.lower(view)); polarity != words_.views.end()) {
                int target = -1;
                for (std::string_view link : {"of", "to", "on", "about", "towards", "toward"}) {
                    target = phrase(noun, link);
                    if (target < 0 && tree_.head[noun] >= 0 && tree_.is_verb(tree_.head[noun]))
                        target = phrase(tree_.head[noun], link);
                    if (target > noun) return add_all(holder_of_noun(noun), target, polarity->second, noun, false);
                }
            }
        if (word == words_.nouns.end()) return;
        int nearest = -1;
        bool against = false, loose = false;  // "support for X", nobody's: hardly the speaker's own
        for (const StanceLexicon::Word& w : word->second) {
            int target = phrase(noun, w.target);
            if (target < 0 && tree_.head[noun] >= 0 && tree_.is_verb(tree_.head[noun]) && tree_.dep[noun] == Dep::obj)
                target = phrase(tree_.head[noun], w.target);
            if (target > noun && !tree_.is_verb(target) && (nearest < 0 || target < nearest))
                nearest = target, against = w.against, loose = w.target == "of";
        }
        if (nearest >= 0) add_all(holder_of_noun(noun, loose), nearest, against, noun, false);
    }

    /// "Stressed the need to preserve X": for X. "The importance of combating Y": against Y.
    void importance(int noun) {
        if (!in(tree_.lemma(noun), {"need", "importance", "necessity", "interest", "determination", "desire",
                                    "willingness", "commitment", "resolve"}))
            return;
        for (int c = tree_.first_child[noun]; c >= 0; c = tree_.next_sibling[c]) {
            if (c < noun || (tree_.dep[c] != Dep::acl && tree_.dep[c] != Dep::advcl)) continue;
            const auto duty = words_.duties.find(tree_.lemma(c));
            if (duty == words_.duties.end()) continue;
            const int object = tree_.child(c, Dep::obj);
            if (object < 0) continue;
            const int verb = tree_.head[noun];
            const EntityIds holder = verb >= 0 && statement_of_cue_[verb] >= 0 && tree_.child(noun, Dep::nmod_poss) < 0
                                         ? found_.statements[statement_of_cue_[verb]].speakers
                                         : tree_.lemma(noun) == "need" ? EntityIds{} : holder_of_noun(noun);
            return add(holder, object, duty->second.against, {noun, tree_.right[object]}, noun, false);
        }
    }

    /// Whose view a noun is: its possessor's, its verb's subject's, else the speaker's.
    EntityIds holder_of_noun(int noun, bool loose = true) const {
        if (const int owner = tree_.child(noun, Dep::nmod_poss); owner >= 0) return holders(owner);
        const int verb = tree_.head[noun];
        if (in(tree_.lemma(noun), {"favor", "favour"})) return holder_of_favour(noun);
        if (verb >= 0 && tree_.dep[noun] == Dep::conj && tree_.is_noun(verb))
            return holder_of_noun_at(noun, tree_.head[verb]);
        if (verb >= 0 && tree_.is_verb(verb) && tree_.dep[noun] == Dep::obj)
            return !unreal(verb) ? holder_of_verb(verb) : marked_to(verb) ? speakers_around(noun) : EntityIds{};
        return loose ? speakers_around(noun) : EntityIds{};
    }

    /// "Voted in favour of the bill", "is in favour of it".
    EntityIds holder_of_favour(int noun) const {
        if (preposition(noun) != "in") return {};
        const int verb = tree_.child(noun, Dep::cop) >= 0 ? noun : tree_.head[noun];
        return verb >= 0 && !unreal(verb) ? holder_of_verb(verb) : EntityIds{};
    }

    /// "We are against the plan", "she is for it".
    void read_side(int noun) {
        const std::string_view side = preposition(noun);
        if ((side != "against" && side != "for") || tree_.child(noun, Dep::cop) < 0 || unreal(noun)) return;
        const int subject = tree_.child(noun, Dep::nsubj);
        if (subject >= 0 && (side == "against" || lives(subject))) add_all(holders(subject), noun, side == "against", noun, false);
    }

    EntityIds holder_of_noun_at(int noun, int verb) const {
        return verb >= 0 && tree_.is_verb(verb) && !unreal(verb) ? holder_of_verb(verb) : speakers_around(noun);
    }

    /// "called him a friend", "described the raid as cowardly", "which Moscow sees as unreasonable".
    void naming(int verb) {
        const auto calling = words_.callings.find(tree_.lemma(verb));
        if (calling == words_.callings.end()) return;
        if (unreal(verb)) return;
        if (tree_.right[verb] > verb + 1 && in(tree_.lower(verb + 1), {"on", "upon", "for", "that"})) return;
        const int object = tree_.child(verb, Dep::obj) >= 0 ? first_object(verb) : -1;
        const Subject subject = subject_of(reading_, verb);
        int target = subject.passive ? subject.head : object;
        if (target < 0 && tree_.dep[verb] == Dep::acl_relcl) target = tree_.head[verb];
        for (int t = verb + 1; target < 0 && t < std::min(tree_.right[verb], verb + 8); ++t)
            if (document_.mentions.mention_of_head[t] >= 0) target = t;
        if (target < 0) return;
        const int from = name_from(verb, target, calling->second == "as");
        for (int t = from; t < std::min(tree_.right[verb], from + 16); ++t)
            if (const auto name = words_.names.find(tree_.lemma(t)); name != words_.names.end()) {
                const EntityIds holder = holder_of_verb(verb);
                for (int head : conjuncts(target))
                    add(holder, head, name->second, {std::min(head, verb), t + 1}, verb, false);
                return;
            }
    }

    /// Where the name of what is called something may begin: after it, and after "as" where the verb wants it.
    int name_from(int verb, int target, bool as) const {
        int from = std::max(verb + 1, target < verb ? verb + 1 : tree_.right[target]);
        const int end = std::min(tree_.right[verb], from + 24);
        while (as && from < end && tree_.lower(from) != "as") ++from;
        return as && from == end ? tree_.right[verb] : from;
    }

    int first_object(int verb) const {
        const int indirect = tree_.child(verb, Dep::iobj);
        return indirect > verb ? indirect : tree_.child(verb, Dep::obj);
    }

    /// "The strike is a disgrace", "he was a great man", inside somebody's words.
    void read_predicate(int name, bool against) {
        const EntityIds& speakers = speakers_around(name);
        if (speakers.empty()) return;
        int predicate = name;
        if (tree_.dep[name] == Dep::amod && tree_.head[name] > name) predicate = tree_.head[name];
        if (tree_.dep[predicate] == Dep::conj && tree_.head[predicate] >= 0 &&
            tree_.child(predicate, Dep::nsubj) < 0)
            predicate = tree_.head[predicate];
        const int subject = judged(predicate, against);
        if (tree_.child(predicate, Dep::cop) < 0 || subject < 0 || reading_.negated(predicate)) return;
        if (unreal(predicate) || of_speaker(subject, speakers)) return;
        if (!against && predicate != name && spoils(predicate)) return;
        const bool doubted = tree_.dep[predicate] == Dep::ccomp && reading_.negated(tree_.head[predicate]);
        if (doubted && against) return;
        add(speakers, subject, against || doubted, {tree_.left[subject], predicate + 1}, predicate, false);
    }

    /// "A great loss": the noun undoes the adjective.
    bool spoils(int noun) const {
        const auto own = words_.names.find(tree_.lemma(noun));
        return (own != words_.names.end() && own->second) ||
               in(tree_.lemma(noun), {"loss", "sadness", "sorrow", "pleasure", "shame", "regret", "danger", "offender", "problem", "challenge", "concern"});
    }

    int judged(int predicate, bool against) const {
        const int subject = tree_.child(predicate, Dep::nsubj);
        if (subject >= 0) {
            const bool vague = in(tree_.lower(subject), {"nothing", "something", "everything", "some", "all", "there", "what", "this", "that", "these", "those"});
            return vague ? -1 : subject;
        }
        return against ? tree_.child(predicate, Dep::csubj) : -1;  // "it is vital to listen" tells of no target
    }

    /// Do the speakers tell of themselves?
    bool of_speaker(int subject, const EntityIds& speakers) const {
        const EntityIds who = actors_of(document_, found_, subject);
        return std::any_of(who.begin(), who.end(), [&](EntityId id) {
            return std::find(speakers.begin(), speakers.end(), id) != speakers.end();
        });
    }

    std::vector<int> conjuncts(int head) const {
        std::vector<int> all{head};
        for (int c = tree_.first_child[head]; c >= 0 && all.size() < 12; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::conj) all.push_back(c);
        return all;
    }

    /// The examples after "such as" or "including" in a phrase; -1 if there are none.
    int examples_in(int target) const {
        for (int t = target; t < std::min(tree_.right[target], target + 24); ++t) {
            if (tree_.lower(t) != "such" || t + 1 >= tree_.size() || tree_.lower(t + 1) != "as") continue;
            const int head = tree_.head[t];
            return head > t + 1 && head < tree_.right[target] ? head : -1;
        }
        return -1;
    }

    /// Named bodies after "such as" in a target, whatever the tree makes of the list: "new
    /// alliances such as the X pact between A and B and the Y of C and D".
    std::vector<int> named_examples(int target) const {
        std::vector<int> heads;
        int t = target;
        const int end = std::min(tree_.right[target], target + 40);
        while (t + 1 < end && !(tree_.lower(t) == "such" && tree_.lower(t + 1) == "as")) ++t;
        for (t += 2; t < end; ++t) {
            const int m = document_.mentions.mention_of_head[t];
            if (m < 0 || document_.mentions.mentions[m].entities.size() != 1) continue;
            const EntityInfo& what = document_.mentions.entities[document_.mentions.mentions[m].entities[0]];
            if ((what.type == EntityType::organization || what.type == EntityType::other) && what.named)
                heads.push_back(t);
        }
        return heads;
    }

    void add_all(const EntityIds& holder, int target, bool against, int at, bool whose) {
        if (const std::vector<int> named = named_examples(target); !named.empty()) {
            for (int head : named) add(holder, head, against, {std::min(at, head), tree_.right[target]}, at, whose);
            return;
        }
        if (const int examples = examples_in(target); examples >= 0) {
            for (int head : conjuncts(examples))
                add(holder, head, against, {std::min(at, head), tree_.right[target]}, at, whose);
            return;
        }
        for (int head : conjuncts(target))
            add(holder, head, against, {std::min(at, tree_.left[head]), std::max(at + 1, tree_.right[head])}, at,
                whose);
    }

    EntityId target_entity(int head, bool whose) const {
        const Mentions& mentions = document_.mentions;
        const auto one = [&](int token) {
            EntityIds ids = actors_of(document_, found_, token);
            if (ids.empty()) ids = mentions.of_head(token);
            if (mentions.of_head(token).size() > 1) return -1;
            if (ids.empty()) return -1;
            const EntityInfo& what = mentions.entities[ids[0]];
            return what.type != EntityType::other || what.named ? ids[0] : -1;
        };
        const EntityId own = one(head);
        if (own >= 0 || !whose) return own;
        for (int c = tree_.first_child[head]; c >= 0; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::nmod_poss || (tree_.dep[c] == Dep::nmod && preposition(c) == "of"))
                if (const EntityId id = one(c); id >= 0) return id;
        return -1;
    }

    /// The target's words: its phrase up to the next conjunct.
    Span target_words(int head) const {
        int end = tree_.right[head];
        for (int c = tree_.first_child[head]; c >= 0; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::conj && c > head) {
                end = std::min(end, tree_.left[c]);
                break;
            }
        int begin = tree_.left[head];
        for (int c = tree_.first_child[head]; c >= 0 && c < head; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::case_ || tree_.dep[c] == Dep::mark || tree_.dep[c] == Dep::cc)
                begin = std::max(begin, tree_.right[c]);
        const TokenRange words = trimmed(reading_, {std::min(begin, head), std::max(end, head + 1)});
        return words.empty() ? document_.text.span(head) : document_.text.span(words);
    }

    /// "Each other", "one another's interests".
    bool reciprocal(int target) const {
        for (int t = std::max(tree_.left[target], target - 4); t <= target; ++t)
            if (in(tree_.lower(t), {"other", "another"}) && t > 0 && in(tree_.lower(t - 1), {"each", "one"})) return true;
        return false;
    }

    void add(const EntityIds& holder, int target, bool against, TokenRange evidence, int at, bool whose) {
        if (holder.empty() || tree_.tag[target] == Tag::WDT || tree_.tag[target] == Tag::WP) return;
        if (reciprocal(target)) return;
        Stance stance;
        stance.holder = holder;
        stance.target = target_entity(target, whose);
        if (stance.target >= 0 && holder.size() == 1 && holder[0] == stance.target) return;
        if (stance.target < 0 && tree_.is_pronoun(target)) return;
        stance.target_words = target_words(target);
        stance.against = against;
        stance.statement = statement_of_cue_[at] >= 0 ? statement_of_cue_[at] : found_.statement_of_token[at];
        stance.evidence =
            document_.text.span(trimmed(reading_, {std::min(evidence.begin, at), std::max(evidence.end, at + 1)}));
        stance.rule = "word:" + std::string(tree_.lemma(at));
        const bool known = std::any_of(found_.stances.begin(), found_.stances.end(), [&](const Stance& s) {
            return s.holder == stance.holder && s.against == against &&
                   (s.target_words == stance.target_words ||
                    (stance.target >= 0 && s.target == stance.target && s.statement == stance.statement));
        });
        if (!known && found_.stances.size() < max_stances) found_.stances.push_back(std::move(stance));
    }

    static constexpr std::size_t max_stances = 200;  // a story's; keeps the search for repeats bounded

    const Document& document_;
    Reading reading_;
    const Annotation& tree_;
    const StanceLexicon& words_;
    Findings& found_;
    std::vector<int> statement_of_cue_;
};

}  // namespace

void find_stances(const Document& document, const Lexicon& lexicon, Findings& found) {
    if (document.annotation.size() != static_cast<int>(document.text.tokens.size())) return;
    Stances(document, lexicon, found).read();
}

}  // namespace dragoman::findings

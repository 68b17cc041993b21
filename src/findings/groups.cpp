// Groups: who belongs to what, where the story says so.
//
// Forms: "the X pact between A and B"; "A and B are members of X", "X members A and B"; "X, which groups A and B";
// "X was joined by A", "A joined X"; "A and B formed X"; "A belongs to X". Several passages on one group are one row,
// whose evidence is the passage that names most members.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "findings/findings.h"
#include "findings/lexicon.h"

namespace dragoman::findings {

enum class GroupWord : std::uint8_t { group, belongs, holds, joins, founds, to };

struct GroupLexicon {
    std::unordered_map<std::string_view, GroupWord> nouns, verbs;  ///< "group" is both
    std::unordered_set<std::string_view> states;                   ///< "the G7 nations, A and B"
};

std::shared_ptr<const GroupLexicon> build_groups(const Knowledge& knowledge) {
    auto lexicon = std::make_shared<GroupLexicon>();
    const Table& table = knowledge.table("group_words");
    for (int row = 0; row < table.rows(); ++row) {
        const std::string_view sort = table.at(row, "sort"), word = table.at(row, "word");
        if (sort == "group") lexicon->nouns[word] = GroupWord::group;
        if (sort == "belongs") lexicon->nouns[word] = GroupWord::belongs;
        if (sort == "holds") lexicon->verbs[word] = GroupWord::holds;
        if (sort == "joins") lexicon->verbs[word] = GroupWord::joins;
        if (sort == "states") lexicon->states.insert(word);
        if (sort == "founds") lexicon->verbs[word] = GroupWord::founds;
        if (sort == "to") lexicon->verbs[word] = GroupWord::to;
    }
    return lexicon;
}

namespace {

class Groups {
public:
    Groups(const Document& document, const GroupLexicon& lexicon, Findings& found)
        : text_(document.text),
          tree_(document.annotation),
          mentions_(document.mentions),
          lexicon_(lexicon),
          found_(found),
          over_(tree_.tag.size(), -1) {
        // Of mentions within mentions the innermost.
        for (int m = 0; m < static_cast<int>(mentions_.mentions.size()); ++m) {
            const TokenRange words = mentions_.mentions[m].tokens;
            for (int t = words.begin; t < words.end; ++t)
                if (over_[t] < 0 || words.size() <= mentions_.mentions[over_[t]].tokens.size()) over_[t] = m;
        }
    }

    void read() {
        for (int t = 0; t < tree_.size(); ++t) {
            if (tree_.is_noun(t)) read_noun(t);
            const auto verb = lexicon_.verbs.find(tree_.lemma(t));
            if (verb == lexicon_.verbs.end()) continue;
            // After "which" it is a verb, whatever the tagger takes it for.
            const bool relative = t > 1 && tree_.lower(t - 1) == "which";
            if (verb->second == GroupWord::holds && (tree_.is_verb(t) || relative)) holds(t, relative);
            if (verb->second == GroupWord::joins && tree_.is_verb(t)) joined(t), joins(t);
            if (verb->second == GroupWord::founds && tree_.is_verb(t)) founded(t);
            if (verb->second == GroupWord::to && tree_.is_verb(t)) belongs(t);
        }
    }

private:
    bool is_group_noun(int token) const {
        const auto word = lexicon_.nouns.find(tree_.lemma(token));
        return word != lexicon_.nouns.end() && word->second == GroupWord::group;
    }

    void read_noun(int noun) {
        const auto word = lexicon_.nouns.find(tree_.lemma(noun));
        const bool plural = tree_.tag[noun] == Tag::NNS && lexicon_.states.count(tree_.lemma(noun)) > 0;
        persons_ = tree_.lemma(noun) == "member";
        const bool read = plural && read_states(noun);
        persons_ = false;
        if (read) return;
        if (tree_.lemma(noun) == "part" || (word != lexicon_.nouns.end() && word->second == GroupWord::belongs)) {
            persons_ = tree_.lemma(noun) == "member";
            if (!read_compound(noun)) members(noun);
            persons_ = false;
        } else if (word != lexicon_.nouns.end())
            between(noun);
        else
            of_named(noun);
    }

    std::string_view preposition(int token) const {
        const int mark = tree_.child(token, Dep::case_);
        return mark < 0 ? std::string_view() : tree_.lower(mark);
    }

    int mention_at(int token) const {
        const int own = mentions_.mention_of_head[token];
        return own >= 0 ? own : over_[token];
    }

    bool can_belong(EntityId id) const {
        const EntityInfo& who = mentions_.entities[id];
        return who.type == EntityType::country || who.type == EntityType::organization ||
               (who.type == EntityType::place && who.named) ||
               (persons_ && who.type == EntityType::person && who.named);
    }

    void take(EntityIds& all, int mention) const {
        for (EntityId id : mention < 0 ? EntityIds{} : mentions_.mentions[mention].entities)
            if (can_belong(id) && std::find(all.begin(), all.end(), id) == all.end()) all.push_back(id);
    }

    /// Members by the tree: a phrase, its conjuncts and appositions.
    EntityIds members_at(int head) const {
        EntityIds all;
        take(all, mention_at(head));
        for (int c = tree_.first_child[head]; c >= 0; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::conj) take(all, mention_at(c));
        return all;
    }

    struct List {
        EntityIds members;
        int end = 0;
    };

    /// Members by the words: "A, B and C" read from a token on. Lists are where trees go wrong
    /// most, and "and" closes them: what follows the last name belongs to something else.
    List list_from(int token) const {
        List list{{}, token};
        bool last = false;
        for (int t = token; t < tree_.size() && static_cast<int>(list.members.size()) < max_members;) {
            int name = t;  // over "the South American group" to the name
            while (name < std::min(tree_.size(), t + 5) && !named(name) &&
                   (tree_.tag[name] == Tag::DT || tree_.tag[name] == Tag::JJ || tree_.is_noun(name)))
                ++name;
            if (name >= tree_.size() || !named(name)) break;
            const std::size_t before = list.members.size();
            take(list.members, over_[name] >= 0 ? over_[name] : mention_at(name));
            if (list.members.size() == before) break;
            t = list.end =
                std::max(name + 1, mentions_.mentions[over_[name] >= 0 ? over_[name] : mention_at(name)].tokens.end);
            if (last || t >= tree_.size()) break;
            const bool comma = tree_.lower(t) == ",";
            if (comma) ++t;
            if (t < tree_.size() && tree_.lower(t) == "and")
                last = true, ++t;
            else if (!comma)
                break;
        }
        return list;
    }

    bool named(int token) const {
        const int m = over_[token] >= 0 ? over_[token] : mention_at(token);
        return m >= 0 && mentions_.mentions[m].kind == MentionKind::name &&
               mentions_.mentions[m].entities.size() == 1 && can_belong(mentions_.mentions[m].entities[0]);
    }

    /// The entity of a group's phrase: the name inside it before the common noun ("the AUKUS partnership").
    EntityId group_at(int head) const {
        for (int t = head - 1; t >= std::max(tree_.left[head], head - 4); --t) {
            const int m = over_[t];
            if (m < 0 || mentions_.mentions[m].entities.size() != 1 || mentions_.mentions[m].tokens.contains(head))
                continue;
            const EntityInfo& before = mentions_.entities[mentions_.mentions[m].entities[0]];
            if (before.type == EntityType::organization || (before.type == EntityType::other && before.named))
                return mentions_.mentions[m].entities[0];
        }
        const int m = mention_at(head);
        if (m < 0 || mentions_.mentions[m].entities.size() != 1) return -1;
        const EntityId id = mentions_.mentions[m].entities[0];
        const EntityType type = mentions_.entities[id].type;
        return type == EntityType::country || type == EntityType::person ? -1 : id;
    }

    void add(EntityId group, EntityIds members, TokenRange passage, const char* rule) {
        members.erase(std::remove(members.begin(), members.end(), group), members.end());
        if (group < 0 || members.empty()) return;
        const Span evidence = text_.span(passage);
        for (Group& known : found_.groups)
            if (known.group == group) {
                if (members.size() > known.members.size()) known.evidence = evidence;
                for (EntityId id : members)
                    if (std::find(known.members.begin(), known.members.end(), id) == known.members.end())
                        known.members.push_back(id);
                return;
            }
        if (static_cast<int>(found_.groups.size()) < max_groups)
            found_.groups.push_back({group, std::move(members), evidence, rule});
    }

    /// Where a phrase's own words begin: after its preposition.
    int words_begin(int head) const {
        int begin = std::min(tree_.left[head], head);
        for (int c = tree_.first_child[head]; c >= 0 && c < head; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::case_ || tree_.dep[c] == Dep::cop || tree_.dep[c] == Dep::nsubj ||
                tree_.dep[c] == Dep::cc || tree_.dep[c] == Dep::mark)
                begin = std::max(begin, tree_.right[c]);
        while (begin < head && tree_.lower(begin) == ",") ++begin;
        return std::max(begin, head - max_phrase);
    }

    /// "a pact between A and B", "the Quad of A, B and C", "a group of seven countries, A, B, …".
    void between(int noun) {
        for (int t = noun + 1; t < std::min(tree_.size(), noun + 4); ++t) {
            const std::string_view link = tree_.lower(t);
            if (link == "”" || link == "\"" || link == "''") continue;
            if (link != "between" && link != "among" && link != "of" && link != "comprising" && link != "grouping")
                return;
            const int m = over_[noun];
            const bool name = m >= 0 && mentions_.mentions[m].kind == MentionKind::name;
            if (m >= 0 && (name || tree_.tag[noun] == Tag::NNS) && mentions_.mentions[m].tokens.end > t)
                return;  // "of" inside a name
            List list = list_from(t + 1);
            for (int u = t + 1; list.members.size() < 2 && u < std::min(tree_.size() - 1, t + 5);
                 ++u)  // "of seven countries, A"
                if (tree_.lower(u) == "," && tree_.tag[u - 1] == Tag::NNS) list = list_from(u + 1);
            // Two names after "of" are as often part of the name itself ("the Bank of A and B").
            const bool common = is_group_noun(noun);
            if (list.members.size() < (link == "of" && !common ? 3u : 2u)) return;
            const int subject = tree_.child(noun, Dep::cop) >= 0 ? tree_.child(noun, Dep::nsubj) : -1;
            EntityId group = subject >= 0 ? group_at(subject) : group_at(noun);
            int begin = subject >= 0 ? words_begin(subject) : words_begin(noun);
            if (subject < 0 && tree_.child(noun, Dep::cop) >= 0 &&
                tree_.is_proper(tree_.left[noun]))  // "X, or the …, is a group of"
                if (const EntityId first = group_at(tree_.left[noun]); first >= 0)
                    group = first, begin = tree_.left[noun];
            return add(group, list.members, {begin, list.end}, "group:between");
        }
    }

    /// A name with a list: "the “Quad” of A, B and C".
    void of_named(int noun) {
        const int m = mention_at(noun);
        if (m < 0 || mentions_.mentions[m].entities.size() != 1) return;
        const EntityInfo& who = mentions_.entities[mentions_.mentions[m].entities[0]];
        if ((who.type == EntityType::organization || who.type == EntityType::other) && who.named &&
            mentions_.mentions[m].kind == MentionKind::name)
            between(noun);
    }

    bool is_mark(int token) const {
        const std::string_view word = tree_.lower(token);
        return word == "," || word == ":" || word == "-" || word == "–" || word == "—" || word == "--" || word == "(";
    }

    /// "the G7 nations — A, B and C", "the three Baltic states, A, B and C", "has three members: A, B and C".
    bool read_states(int noun) {
        const int of = whole_of(noun);
        const int end = of >= 0 ? phrase_end_of(of) : noun + 1;
        if (end + 1 >= tree_.size() || !is_mark(end)) return false;
        const List list = list_from(end + 1);
        if (list.members.size() < 2) return false;
        const int have = tree_.head[noun];
        const bool has = have >= 0 && tree_.lemma(have) == "have" && tree_.dep[noun] == Dep::obj;
        const int subject = has ? tree_.child(have, Dep::nsubj) : -1;
        const int whole = of >= 0 ? of : subject >= 0 ? subject : noun;
        EntityId group = whole == noun ? named_within(noun) : group_at(whole);
        if (const int m = mention_at(noun);
            group < 0 && whole == noun && m >= 0 && mentions_.mentions[m].kind == MentionKind::name)
            group = group_at(noun);  // "the three Baltic states"
        if (group < 0) return false;
        add(group, list.members, {words_begin(whole == subject ? subject : noun), list.end}, "group:members");
        return true;
    }

    /// "[NATO] members", "the [Baltic] states": the body that a word before the noun names; -1 if none does.
    EntityId named_within(int noun) const {
        for (int t = noun - 1; t >= std::max(words_begin(noun), noun - 4); --t) {
            const int m = over_[t];
            if (m < 0 || mentions_.mentions[m].tokens.contains(noun) || mentions_.mentions[m].entities.size() != 1)
                continue;
            const EntityInfo& who = mentions_.entities[mentions_.mentions[m].entities[0]];
            if (who.type == EntityType::organization && who.named) return mentions_.mentions[m].entities[0];
        }
        return -1;
    }

    /// "NATO members Norway and Canada", "Norway and Canada are NATO members", "Ana Ruiz, a Green Party member".
    bool read_compound(int noun) {
        const EntityId group = tree_.lemma(noun) == "member" && whole_of(noun) < 0 ? named_within(noun) : -1;
        if (group < 0 || negated(noun)) return false;
        const int subject = tree_.child(noun, Dep::nsubj), head = tree_.head[noun];
        if (subject >= 0 && tree_.child(noun, Dep::cop) >= 0) {
            add(group, members_at(subject), {words_begin(subject), noun + 1}, "group:member");
            return true;
        }
        if (head >= 0 && tree_.dep[noun] == Dep::appos && head < noun) {
            add(group, members_at(head), {words_begin(head), noun + 1}, "group:member");
            return true;
        }
        const List list = noun + 1 < tree_.size() ? list_from(noun + 1) : List{};
        if (list.members.empty()) return false;
        add(group, list.members, {words_begin(noun), list.end}, "group:member");
        return true;
    }

    /// "Finland joined NATO", not "will join" nor "joined the talks".
    void joins(int verb) {
        const int what = tree_.child(verb, Dep::obj), who = tree_.child(verb, Dep::nsubj);
        const bool done =
            tree_.tag[verb] == Tag::VBD || (tree_.tag[verb] == Tag::VBN && tree_.child(verb, Dep::aux) >= 0);
        if (what < 0 || who < 0 || !done || negated(verb) || tree_.child(verb, Dep::aux_pass) >= 0) return;
        for (int c = tree_.first_child[verb]; c >= 0; c = tree_.next_sibling[c])
            if (tree_.tag[c] == Tag::MD || (c > what && tree_.tag[c] == Tag::VBG)) return;  // "joined it in condemning"
        const EntityId group = group_at(what);
        if (group < 0 || !is_body(group)) return;
        EntityIds all = members_at(who);
        const bool bodies = mentions_.entities[group].type == EntityType::organization;
        std::erase_if(all, [&](EntityId id) {
            const EntityType type = mentions_.entities[id].type;
            return type != EntityType::country &&
                   !(bodies && type == EntityType::organization && mentions_.entities[id].named);
        });
        add(group, all, {words_begin(who), phrase_end_of(what)}, "group:joined");
    }

    /// An alliance of states, no firm, office or talks.
    bool is_body(EntityId group) const {
        const EntityInfo& who = mentions_.entities[group];
        if (!who.named) return false;
        return who.type == EntityType::other || (who.type == EntityType::organization && who.sector != "BUS" &&
                                                 who.sector != "JRN" && who.sector != "MIL");
    }

    /// "Mali and Niger have formed the Alliance of Sahel States".
    void founded(int verb) {
        const int what = tree_.child(verb, Dep::obj), who = tree_.child(verb, Dep::nsubj);
        if (what < 0 || who < 0 || negated(verb) || (!is_group_noun(what) && !tree_.is_proper(what))) return;
        for (int c = tree_.first_child[verb]; c >= 0 && c < verb; c = tree_.next_sibling[c])
            if (tree_.tag[c] == Tag::MD || tree_.tag[c] == Tag::TO) return;
        const EntityIds all = members_at(who);
        const EntityId group = group_at(what);
        if (all.size() < 2 || group < 0 || mentions_.entities[group].type == EntityType::place) return;
        add(group, all, {words_begin(who), std::max(phrase_end_of(what), what + 1)}, "group:founded");
    }

    /// "She belongs to the New Party".
    void belongs(int verb) {
        int subject = tree_.child(verb, Dep::nsubj);
        if (subject >= 0 && tree_.dep[verb] == Dep::acl_relcl && tree_.tag[subject] == Tag::WDT)
            subject = tree_.head[verb];  // "Hungary, which belongs to NATO"
        int what = -1;
        for (int c = tree_.first_child[verb]; c >= 0; c = tree_.next_sibling[c])
            if (c > verb && tree_.dep[c] == Dep::obl && preposition(c) == "to") what = c;
        const EntityId group = what < 0 ? -1 : group_at(what);
        if (subject < 0 || group < 0 || negated(verb) || mentions_.entities[group].type != EntityType::organization)
            return;
        persons_ = true;
        add(group, members_at(subject), {words_begin(subject), phrase_end_of(what)}, "group:belongs");
        persons_ = false;
    }

    /// The phrase after a member word: "members of X", "signatories to the treaty".
    int whole_of(int noun) const {
        for (int c = tree_.first_child[noun]; c >= 0; c = tree_.next_sibling[c])
            if (c > noun && tree_.dep[c] == Dep::nmod && (preposition(c) == "of" || preposition(c) == "to")) return c;
        return -1;
    }

    /// "A and B are members of X", "members of X, A and B", "signatories to X include A".
    void members(int noun) {
        int of = whole_of(noun);
        const int head = tree_.head[noun];
        const bool include = head >= 0 && tree_.dep[noun] == Dep::nsubj && tree_.lemma(head) == "include";
        if (of < 0 && include) of = tree_.child(noun, Dep::nmod_poss);  // "the League's members include"
        const EntityId group = of < 0 ? -1 : group_at(of);
        if (group < 0 || (noun > 0 && tree_.lower(noun - 1) == "(")) return;  // "MP (Member of Parliament)"
        const bool one = head >= 0 && tree_.dep[noun] == Dep::nmod && tree_.lower(head) == "one";
        const int self = one ? head : noun;  // "is one of the members of"
        const int subject = tree_.child(self, Dep::nsubj);
        const int phrase_end = phrase_end_of(of);
        if (subject >= 0) {
            if (tree_.child(self, Dep::cop) >= 0 && !negated(self))
                add(group, members_at(subject), {words_begin(subject), phrase_end}, "group:member");
            return;
        }
        if (head >= 0 && tree_.dep[noun] == Dep::appos)
            return add(group, members_at(head), {words_begin(head), phrase_end}, "group:member");
        if (preposition(noun) == "as" || preposition(noun) == "among") return before_as(noun, group, phrase_end);
        if (include) {
            const List list = list_from(head + 1);
            return add(group, list.members, {words_begin(noun), list.end}, "group:member");
        }
        if (phrase_end + 1 < tree_.size() && tree_.lower(phrase_end) == ",")
            if (const List list = list_from(phrase_end + 1); list.members.size() >= 2)
                return add(group, list.members, {words_begin(noun), list.end}, "group:member");
    }

    /// End of a phrase without what hangs on it after a comma.
    int phrase_end_of(int head) const {
        const int m = mention_at(head);
        int end = m >= 0 ? std::max(head + 1, mentions_.mentions[m].tokens.end) : head + 1;
        if (end + 2 < tree_.size() && tree_.lower(end) == "(" && tree_.lower(end + 2) == ")") end += 3;
        return end;
    }

    /// "A and B, in their capacity as co-chairs of X": the last list before the phrase.
    void before_as(int noun, EntityId group, int end) {
        for (int t = noun - 1; t >= std::max(0, noun - 14); --t) {
            const List list = named(t) && (t == 0 || !named(t - 1)) ? list_from(t) : List{};
            if (list.members.size() < 2) continue;
            return add(group, list.members, {t, end}, "group:member");
        }
    }

    bool negated(int token) const {
        for (int c = tree_.first_child[token]; c >= 0; c = tree_.next_sibling[c])
            if (tree_.lower(c) == "not" || tree_.lower(c) == "n't" || tree_.lower(c) == "never" ||
                tree_.lower(c) == "n’t")
                return true;
        return false;
    }

    /// "X, which groups A and B", "the alliance comprises A and B".
    void holds(int verb, bool relative) {
        if (negated(verb)) return;
        if (tree_.lemma(verb) == "make" && verb + 2 < tree_.size() && tree_.lower(verb + 1) == "up" &&
            tree_.lower(verb + 2) != "of")
            return makes_up(verb);
        int subject = tree_.child(verb, Dep::nsubj);
        if (subject < 0) subject = tree_.child(verb, Dep::nsubj_pass);
        if (subject < 0 && (tree_.dep[verb] == Dep::acl || tree_.dep[verb] == Dep::advcl)) subject = tree_.head[verb];
        if (relative) {
            subject = verb - 2;
            while (subject > 0 && tree_.lower(subject) == ",") --subject;
            if (const int m = mention_at(subject); m >= 0) subject = mentions_.mentions[m].head;
        }
        if (subject < 0 || group_at(subject) < 0 || !(tree_.is_proper(subject) || is_group_noun(subject))) return;
        int from = verb + 1;
        while (from + 1 < tree_.size() && from < verb + 3 &&
               (tree_.lower(from) == "of" || tree_.lower(from) == "up" || tree_.lower(from) == "together"))
            ++from;
        if (needs_more(verb) && from == verb + 1) return;  // "consists of", "brings together"
        const List list = list_from(from);
        if (list.members.size() >= 2)
            add(group_at(subject), list.members, {words_begin(subject), list.end}, "group:holds");
    }

    /// "A, B and C make up the Council".
    void makes_up(int verb) {
        const int what = tree_.child(verb, Dep::obj), who = tree_.child(verb, Dep::nsubj);
        const EntityIds all = who < 0 ? EntityIds{} : members_at(who);
        if (const EntityId group = what < 0 ? -1 : group_at(what); all.size() >= 2 && group >= 0 && is_body(group))
            add(group, all, {words_begin(who), phrase_end_of(what)}, "group:holds");
    }

    /// Does the verb tell of members only with "of" or "together" behind it?
    bool needs_more(int verb) const {
        const std::string_view lemma = tree_.lemma(verb);
        return lemma == "consist" || lemma == "make" || lemma == "bring" || lemma == "compose";
    }

    /// "a coalition which was joined by A and B"; who announced or formed it belongs to it too.
    void joined(int verb) {
        if (verb + 1 >= tree_.size() || tree_.lower(verb + 1) != "by" || negated(verb)) return;
        const List list = list_from(verb + 2);
        if (list.members.empty()) return;
        int group = -1;
        for (int t = verb - 1; group < 0 && t >= std::max(0, verb - 12); --t)
            if (tree_.is_noun(t) && is_group_noun(t)) group = t;
        if (group < 0) return;
        EntityIds all;
        int begin = words_begin(group);
        const int maker = tree_.dep[group] == Dep::obj ? tree_.head[group] : -1;
        if (const int subject = maker < 0 ? -1 : tree_.child(maker, Dep::nsubj); subject >= 0 && !negated(maker)) {
            all = members_at(subject);
            if (!all.empty()) begin = words_begin(subject);
        }
        for (EntityId id : list.members)
            if (std::find(all.begin(), all.end(), id) == all.end()) all.push_back(id);
        add(group_at(group), all, {begin, list.end}, "group:joined");
    }

    static constexpr int max_members = 64;
    static constexpr int max_groups = 100;
    static constexpr int max_phrase = 12;  // tokens before a phrase's head

    const Text& text_;
    const Annotation& tree_;
    const Mentions& mentions_;
    const GroupLexicon& lexicon_;
    Findings& found_;
    std::vector<int> over_;
    bool persons_ = false;  ///< may persons belong, where a form tells of members?
};

}  // namespace

void find_groups(const Document& document, const Lexicon& lexicon, Findings& found) {
    if (document.annotation.size() != static_cast<int>(document.text.tokens.size())) return;
    Groups(document, *lexicon.indexes().groups, found).read();
}

}  // namespace dragoman::findings

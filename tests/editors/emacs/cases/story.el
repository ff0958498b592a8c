;;; story.el --- The versions of an article  -*- lexical-binding: t; -*-

;;; Code:

(require 'support)

(defun quire-test-difference ()
  "Wait for the buffer of differences and return its text, with its faces."
  (quire-test-until (lambda () (get-buffer-window "*quire diff*")))
  (with-current-buffer "*quire diff*" (buffer-string)))

(defun quire-test-with-face (face text)
  "Return the words of TEXT that have FACE, behind its head."
  (let ((position (string-match "\n\n" text)) found)
    (while position
      (let ((next (next-single-property-change position 'face text)))
        (when (eq face (get-text-property position 'face text))
          (push (string-trim (substring-no-properties text position next)) found))
        (setq position next)))
    (nreverse found)))

(ert-deftest a-hit-says-how-many-versions-its-story-has ()
  (should (string-match-p "^  2026-03-0. .* 3 versions  .*/story.jsonl" (quire-test-search "hawser")))
  (should (= 1 (length (quire-test-titles)))))

(ert-deftest what-was-withdrawn-or-comes-again-is-said ()
  (should (equal "withdrawn" (quire-hit-standing '(:versions 1 :withdrawn t))))
  (should (equal "2 versions, updated" (quire-hit-standing '(:versions 2 :withdrawn :json-false :again t))))
  (should (equal "" (quire-hit-standing '(:title "Of an older daemon")))))

(ert-deftest v-lists-the-versions-by-time-and-l-goes-back ()
  (quire-test-search "hawser")
  (quire-story)
  (let ((shown (quire-test-settled)))
    (should (string-match-p "\\`Published by: Gazette 2, Herald 1\n" shown))
    (should (string-match-p "^  2026-03-01 09:00  Herald  " shown))
    (should (equal '("Ferry aground off Lisk" "Ferry aground off Lisk" "Ferry afloat again")
                   (quire-test-titles)))
    (should (string-match-p "Versions of Ferry a.*  3 found, 3 shown" header-line-format))
    (ert-with-message-capture said
      (revert-buffer)
      (should (equal shown (quire-test-settled)))
      (should (equal "" said))))
  (quire-results-back)
  (quire-test-settled)
  (should (equal "hawser" (quire-results--query))))

(ert-deftest a-version-that-was-replaced-is-told-as-such ()
  (should (equal "2026-03-01 08:00  Lantern  version 2, replaced"
                 (quire-hit-details '(:published "2026-03-01T08:00:00Z" :source "" :agency "Lantern"
                                                 :version "2" :state "replaced")))))

(ert-deftest a-citation-of-a-version-has-the-day ()
  (should (equal "2026-03-01" (quire-hit-date '(:published "2026-03-01T08:00:00Z" :state "current")))))

(ert-deftest the-versions-of-the-current-file-are-listed ()
  (find-file "~/Articles/wire/comet-brightens.txt")
  (quire-story)
  (quire-test-settled)
  (should (equal '("Comet Varga-Thule brightens faster than forecast") (quire-test-titles))))

(ert-deftest d-marks-by-words-what-changed ()
  (quire-test-search "hawser source:Herald")
  (quire-diff)
  (let ((text (quire-test-difference)))
    (should (string-match-p "\\`- 2026-03-01T08:00:00Z  Gazette  .*\n\\+ 2026-03-01T09:00:00Z  Herald  " text))
    (should (equal '("twelve") (quire-test-with-face 'quire-removed text)))
    (should (equal '("thirteen") (quire-test-with-face 'quire-added text))))
  (with-current-buffer "*quire diff*"
    (quire-article-visit)
    (should (equal "story.jsonl" (file-name-nondirectory buffer-file-name)))))

(ert-deftest what-has-no-other-version-has-no-difference ()
  (find-file "~/Articles/wire/comet-brightens.txt")
  (ert-with-message-capture said
    (quire-diff)
    (quire-test-until (lambda () (string-match-p "there is no other version of" said)))))

;;; story.el ends here

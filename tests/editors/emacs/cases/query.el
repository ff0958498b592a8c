;;; query.el --- TAB at the prompt for a query  -*- lexical-binding: t; -*-

;;; Code:

(require 'support)

(defun quire-test-completed (typed)
  "Return what TAB makes of the query TYPED."
  (with-temp-buffer
    (insert typed)
    (quire-query--setup)
    (completion-at-point)
    (buffer-string)))

(ert-deftest tab-completes-a-word-of-the-index ()
  (should (equal "the xylophone" (quire-test-completed "the xyloph"))))

(ert-deftest tab-completes-the-name-of-a-field ()
  (should (equal "comet +section:" (quire-test-completed "comet +sectio")))
  (should (equal "-atleast2:" (quire-test-completed "-atl"))))

(ert-deftest tab-completes-a-value-and-puts-it-in-quotes ()
  (should (equal "comet place:\"Mount Esker\"" (quire-test-completed "comet place:esk")))
  (should (equal "place:\"Mount Esker\"" (quire-test-completed "place:\"Mount E"))))

(ert-deftest tab-completes-a-date ()
  (should (equal "since:yesterday" (quire-test-completed "since:yes"))))

(ert-deftest tab-leaves-what-has-no-completion ()
  (should (equal "qqqqzzz" (quire-test-completed "qqqqzzz"))))

(ert-deftest values-are-quoted-as-a-query-wants-it ()
  (should (equal "plain-1.2" (quire-query-quoted "plain-1.2")))
  (should (equal "\"OR\"" (quire-query-quoted "OR")))
  (should (equal "\"two words\"" (quire-query-quoted "two words")))
  (should (equal "\"a \\\"b\\\" \\\\ c\"" (quire-query-quoted "a \"b\" \\ c"))))

;;; query.el ends here

;;; xref.el --- Words of articles as cross references  -*- lexical-binding: t; -*-

;;; Code:

(require 'support)

(defmacro quire-test-with-text (text &rest body)
  "Do BODY at the end of TEXT, in a buffer with `quire-xref-mode'."
  (declare (indent 1))
  `(with-temp-buffer
     (insert ,text)
     (quire-xref-mode)
     ,@body))

(ert-deftest the-word-at-point-leads-to-its-only-article ()
  (quire-test-with-text "a xylophone"
    (xref-find-definitions (xref-backend-identifier-at-point (xref-find-backend))))
  (should (equal "wide.txt" (file-name-nondirectory (buffer-file-name (window-buffer)))))
  (with-current-buffer (window-buffer)
    (should (equal "xylophone." (quire-test-rest-of-line)))))

(ert-deftest references-list-every-article-with-the-word ()
  (quire-test-with-text ""
    (let ((found (xref-backend-references (xref-find-backend) "quokka")))
      (should (= 3 (length found)))
      (should (string-match-p "^\\(First\\|Second\\|Third\\) of three" (xref-item-summary (car found)))))))

(ert-deftest apropos-takes-a-query ()
  (quire-test-with-text ""
    (should (= 4 (length (xref-backend-apropos (xref-find-backend) "quokka OR xylophone"))))))

(ert-deftest a-word-that-is-an-operator-is-searched-as-a-word ()
  (quire-test-with-text ""
    (should (xref-backend-references (xref-find-backend) "OR"))))

(ert-deftest identifiers-complete-from-the-index ()
  (quire-test-with-text ""
    (should (member "xylophone"
                    (all-completions "xyloph" (xref-backend-identifier-completion-table
                                               (xref-find-backend)))))))

(ert-deftest the-results-become-cross-references ()
  (quire-test-search "quokka")
  (quire-results-xref)
  (with-current-buffer "*xref*"
    (should (string-match-p "several.jsonl" (buffer-string)))))

(ert-deftest the-mode-is-off-where-it-was-turned-off ()
  (quire-test-with-text "word"
    (quire-xref-mode -1)
    (should-not (eq 'quire (xref-find-backend)))))

;;; xref.el ends here

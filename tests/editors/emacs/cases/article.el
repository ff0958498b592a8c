;;; article.el --- Showing and citing an article  -*- lexical-binding: t; -*-

;;; Code:

(require 'support)

(defun quire-test-hit (query)
  "Return the first hit of QUERY."
  (quire-test-search query)
  (quire-results--hit))

(ert-deftest spc-shows-the-article-beside-with-its-words-marked ()
  (quire-test-search "zeppelin")
  (quire-results-show)
  (quire-test-until (lambda () (get-buffer-window "*quire article*")))
  (should (equal "*quire*" (buffer-name (window-buffer))))
  (with-current-buffer "*quire article*"
    (should (equal "zeppelin landed." (quire-test-rest-of-line)))
    (should (memq 'quire-match (ensure-list (get-text-property (point) 'face))))
    (quire-article-visit)
    (should (equal "odd name 100%41 é #1.txt" (file-name-nondirectory buffer-file-name)))))

(ert-deftest a-citation-is-copied-without-what-is-empty ()
  (let ((hit (quire-test-hit "dockers stevedores")))
    (quire-cite)
    (should (equal (format "%s, %s" (quire-hit-title hit)
                           (string-join (cl-remove-if #'string-empty-p
                                                      (list (or (plist-get hit :source) "")
                                                            (quire-hit-date hit)
                                                            (plist-get hit :path)))
                                        ", "))
                   (current-kill 0)))))

(ert-deftest a-citation-has-the-form-that-was-set ()
  (let ((hit (quire-test-hit "xylophone")))
    (let ((quire-cite-format "[[%u::%l][%t]]{ by %a} 100%%{ %i %a}"))
      (should (equal (format "[[%s::3][Letters of many bytes]] 100%%" (plist-get hit :uri))
                     (quire-cite-text hit))))
    (let ((quire-cite-format (lambda (hit) (upcase (quire-hit-title hit)))))
      (should (equal "LETTERS OF MANY BYTES" (quire-cite-text hit))))))

(ert-deftest a-percent-sign-in-a-field-stays-in-a-citation ()
  (let ((quire-cite-format "%t (%f)"))
    (should (equal (concat "An odd name (" (expand-file-name "~/Articles/odd name 100%41 é #1.txt")
                           ")")
                   (quire-cite-text (quire-test-hit "zeppelin"))))))

(ert-deftest a-uri-leads-to-its-file-and-back ()
  (let ((hit (quire-test-hit "zeppelin")))
    (should (equal (plist-get hit :uri) (quire-file-uri (quire-hit-file hit))))))

;;; article.el ends here

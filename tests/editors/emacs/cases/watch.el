;;; watch.el --- Articles that are told as they arrive  -*- lexical-binding: t; -*-

;;; Commentary:

;; Tests run in the order of their names; the last one ends the daemon.

;;; Code:

(require 'support)

(defun quire-test-drop (name title)
  "Let an article NAME with TITLE arrive, whole at once."
  (let ((new (expand-file-name "arriving" "~")))
    (write-region (concat title "\n\nA narwhal was seen.\n") nil new nil 'silent)
    (rename-file new (expand-file-name name "~/Articles/") t)))

(defun quire-test-watched (query)
  "Watch QUERY, wait until the daemon has it, and return the watch."
  (quire-watch query)
  (let ((watch (quire-watch--find query)))
    (quire-test-until (lambda () (quire-watch-subscription watch)))
    watch))

(defun quire-test-arrived (query title)
  "Wait until the buffer of the watch of QUERY shows TITLE, and return its text."
  (with-current-buffer (format "*quire watch: %s*" query)
    (quire-test-until (lambda () (string-match-p (concat "^" title "$") (buffer-string))))
    (buffer-substring-no-properties (point-min) (point-max))))

(ert-deftest quire-1-an-article-is-shown-when-it-arrives-and-can-be-visited ()
  (quire-test-watched "narwhal")
  (ert-with-message-capture said
    (quire-test-drop "first.txt" "The first one")
    (quire-test-arrived "narwhal" "The first one")
    (should (string-match-p "The first one (narwhal)" said)))
  (pop-to-buffer "*quire watch: narwhal*")
  (should (string-match-p "Watching narwhal  1 found" header-line-format))
  (quire-results-visit)
  (should (equal "first.txt" (file-name-nondirectory buffer-file-name))))

(ert-deftest quire-2-the-newest-stands-first-and-what-does-not-match-is-not-told ()
  (let ((watch (quire-test-watched "narwhal -unwanted")))
    (quire-test-drop "second.txt" "An unwanted one")
    (quire-test-drop "third.txt" "The third one")
    (quire-test-arrived "narwhal -unwanted" "The third one")
    (quire-test-drop "fourth.txt" "The fourth one")
    (quire-test-arrived "narwhal -unwanted" "The fourth one")
    (should (equal '("The fourth one" "The third one")
                   (mapcar #'quire-hit-title (quire-watch-hits watch))))))

(ert-deftest quire-3-what-is-not-watched-any-longer-is-not-told ()
  (let ((watch (quire-test-watched "narwhal fifth")))
    (quire-unwatch "narwhal fifth")
    (quire-test-watched "narwhal")
    (quire-test-drop "fifth.txt" "The fifth one")
    (quire-test-arrived "narwhal" "The fifth one")
    (should-not (quire-watch-hits watch))
    (should-error (quire-unwatch "narwhal fifth") :type 'user-error)))

(ert-deftest quire-4-an-article-that-has-changed-is-told-as-updated-and-shown-once ()
  (let ((watch (quire-test-watched "narwhal")))
    (quire-test-drop "seventh.txt" "The seventh one")
    (quire-test-arrived "narwhal" "The seventh one")
    (ert-with-message-capture said
      (quire-test-drop "seventh.txt" "The seventh one, mended")
      (should (string-match-p "^The seventh one, mended\n  .*  updated  "
                              (quire-test-arrived "narwhal" "The seventh one, mended")))
      (should (string-match-p "updated: The seventh one, mended (narwhal)" said)))
    (should (= 1 (seq-count (lambda (hit) (string-prefix-p "The seventh" (quire-hit-title hit)))
                            (quire-watch-hits watch))))))

(ert-deftest quire-4-a-watch-that-lags-says-that-more-is-to-come ()
  (let ((watch (quire-test-watched "narwhal")))
    (ert-with-message-capture said
      (run-hook-with-args 'quire-rpc-notification-functions 'lagged
                          (list :subscription (quire-watch-subscription watch) :seq 1))
      (should (string-match-p "more is to come (narwhal)" said)))))

(ert-deftest quire-4-a-query-that-is-refused-is-not-watched ()
  (ert-with-message-capture said
    (quire-watch "(narwhal")
    (quire-test-until (lambda () (not (quire-watch--find "(narwhal"))))
    (should (string-match-p "the parenthesis is not closed" said))))

(ert-deftest quire-5-a-watch-goes-on-with-a-daemon-that-was-started-anew ()
  (let ((quire-watch--pause 0.05) (watch (quire-test-watched "narwhal")))
    (quire-test-signal "KILL")
    (quire-test-until (lambda () (not (quire-watch-subscription watch))))
    (quire-test-drop "sixth.txt" "One that came meanwhile")
    (quire-test-with-second-daemon
     (lambda ()
       (quire-test-arrived "narwhal" "One that came meanwhile")
       (let ((titles (mapcar #'quire-hit-title (quire-watch-hits watch))))
         (should (equal titles (seq-uniq titles))))))))

;;; watch.el ends here

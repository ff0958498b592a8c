;;; support.el --- What the tests of the package have in common  -*- lexical-binding: t; -*-

;;; Commentary:

;; The daemon runs already, with the demo's articles and those that
;; case_test.py drops; $DAEMON is its process.

;;; Code:

(require 'cl-lib)
(require 'ert)
(require 'ert-x)
(require 'quire)

(setq load-prefer-newer t)

(defun quire-test-until (holds)
  "Take what arrives until HOLDS returns something, ten seconds at most; return that."
  (let ((ends (+ (float-time) 10)) answer)
    (while (and (not (setq answer (funcall holds))) (< (float-time) ends))
      (accept-process-output nil 0.01))
    (or answer (ert-fail (list "This never held" holds)))))

(defun quire-test-settled ()
  "Wait for the answer in the buffer of results; select that buffer and return its text."
  (with-current-buffer "*quire*"
    (quire-test-until (lambda () (not quire-results--pending))))
  (pop-to-buffer "*quire*")
  (buffer-substring-no-properties (point-min) (point-max)))

(defun quire-test-search (query)
  "Search for QUERY and return the text of the buffer of results."
  (quire-search query)
  (quire-test-settled))

(defun quire-test-titles ()
  "Return the titles of what the buffer of results shows."
  (mapcar #'quire-hit-title (buffer-local-value 'quire-results--hits (get-buffer "*quire*"))))

(defun quire-test-rest-of-line ()
  "Return the text from point to the end of its line."
  (buffer-substring-no-properties (point) (line-end-position)))

(defun quire-test-visited (query)
  "Search for QUERY, visit the first article and return its text from point on."
  (quire-test-search query)
  (quire-results-visit)
  (quire-test-rest-of-line))

(defun quire-test-signal (name)
  "Send the daemon the signal of this NAME."
  (call-process "kill" nil nil nil (concat "-" name) (getenv "DAEMON")))

(defun quire-test-served-p (buffer)
  "Tell whether the daemon that writes into BUFFER serves; start it when it does not run.
One that was killed holds its index for a moment longer than its
connections, and its successor ends when it finds that."
  (unless (process-live-p (get-buffer-process buffer))
    (make-process :name "second" :buffer buffer :noquery t :command (list (getenv "QUIRED"))))
  (with-current-buffer buffer (string-match-p " serves " (buffer-string))))

(defun quire-test-with-second-daemon (action)
  "Call ACTION beside a second daemon, after the first one has ended."
  (let ((buffer (generate-new-buffer " second")))
    (unwind-protect
        (progn
          (quire-test-until (lambda () (quire-test-served-p buffer)))
          (funcall action))
      (when (get-buffer-process buffer) (delete-process buffer)))))

(defun quire-test-seconds (action)
  "Return how long ACTION takes."
  (let ((began (float-time)))
    (funcall action)
    (- (float-time) began)))

(defun quire-test-run ()
  "Run the tests that were loaded; a case without any has failed."
  (unless (ert-select-tests t t) (error "There is no test"))
  (setq ert-quiet t)
  (ert-run-tests-batch-and-exit))

(provide 'support)

;;; support.el ends here
